package io.shoutu.edge.settings;

import io.shoutu.api.access.Roles;
import io.shoutu.api.edge.Settings.Choice;
import io.shoutu.api.edge.Settings.Said;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a bundle says of its settings (配置元数据): the files {@code OSGI-INF/metatype/*.xml} that bnd makes from {@code @ObjectClassDefinition}.
 *
 * <p>The service MetaTypeService is not asked because it keeps the bounds to itself. Of settings of several instances (factory PIDs) each has a file of
 * its own, {@code <pid>-<name>.cfg}.
 */
final class Metatype {
    private static final Set<String> WHOLE = Set.of("Integer", "Long", "Short", "Byte");
    private static final Set<String> NUMBER = Set.of("Double", "Float");
    static final String SECURITY = "〔安全〕";
    static final String RESTART = "〔重启〕";
    static final String SECRET = "〔保密〕";

    private Metatype() {}

    /** One attribute (配置项) as it is declared. */
    record Attribute(String key, String label, String description, String type, boolean several, String least, String most, List<Choice> choices, String usual, boolean secret,
            boolean restart, String role, Said english) {
        Attribute by(String role) {
            return new Attribute(key, label, description, type, several, least, most, choices, usual, secret, restart, role, english);
        }
    }

    /**
     * The settings of one PID as they are declared.
     *
     * @param several whether there may be several of them, each under a name (factory PID)
     */
    record Declared(String pid, String label, String description, String bundle, boolean several, Map<String, Attribute> attributes, Said english) {
        /** Who changes them where there may be several: one hand for the whole of it, the security officer's where any of it is hers. */
        String role() {
            return attributes.values().stream().anyMatch(a -> a.role().equals(Roles.SECURITY)) ? Roles.SECURITY : Roles.ADMIN;
        }
    }

    /** What the metatype files of one bundle declare, by PID. A file that cannot be read is an {@link IOException} naming it. */
    static Map<String, Declared> of(String bundle, List<URL> files) throws IOException {
        Map<String, Declared> all = new TreeMap<>();
        for (URL file : files) {
            Element root = root(file);
            Map<String, String> pids = new HashMap<>();
            Set<String> factories = new HashSet<>();
            for (Element designate : children(root, "Designate")) {
                for (Element object : children(designate, "Object")) {
                    String factory = designate.getAttribute("factoryPid");
                    pids.put(object.getAttribute("ocdref"), factory.isEmpty() ? designate.getAttribute("pid") : factory);
                    if (!factory.isEmpty()) {
                        factories.add(factory);
                    }
                }
            }
            for (Element ocd : children(root, "OCD")) {
                String pid = pids.getOrDefault(ocd.getAttribute("id"), undesignated(ocd.getAttribute("id")));
                if (pid.isEmpty()) {
                    continue;
                }
                Declared declared = all.computeIfAbsent(pid, p -> new Declared(p, chinese(ocd.getAttribute("name")), chinese(ocd.getAttribute("description")), bundle, factories.contains(pid),
                        new LinkedHashMap<>(), said(ocd.getAttribute("name"), ocd.getAttribute("description"))));
                for (Element ad : children(ocd, "AD")) {
                    Attribute attribute = attribute(ad);
                    declared.attributes().putIfAbsent(attribute.key(), attribute);
                }
            }
        }
        return all;
    }

    /** Without a Designate the id itself is the PID, or the name of its class {@code <pid>.Config}; anything else is nobody's. */
    private static String undesignated(String id) {
        String pid = id.endsWith(".Config") ? id.substring(0, id.length() - ".Config".length()) : id;
        return pid.matches("[a-z0-9._-]+") ? pid : "";
    }

    private static Attribute attribute(Element ad) {
        String type = ad.getAttribute("type");
        String said = ad.getAttribute("description");
        String key = ad.getAttribute("id");
        List<Choice> choices = children(ad, "Option").stream().map(o -> new Choice(o.getAttribute("value"), o.getAttribute("label"))).toList();
        boolean secret = type.equals("Password") || said.contains(SECRET) || key.matches("(?i).*(password|secret)") && !key.matches("(?i).*file");
        String name = ad.getAttribute("name");
        String label = chinese(name);
        String description = said.replace(SECURITY, "").replace(RESTART, "").replace(SECRET, "").strip();
        // bnd makes a name out of the method's where none is given: then what it is for says more.
        boolean named = label.codePoints().anyMatch(Metatype::han);
        return new Attribute(key, named || description.isEmpty() ? label : chinese(description), named ? chinese(description) : "",
                WHOLE.contains(type) ? "whole" : NUMBER.contains(type) ? "number" : type.equals("Boolean") ? "switch" : "text",
                !ad.getAttribute("cardinality").isEmpty() && !ad.getAttribute("cardinality").equals("0"), empty(ad.getAttribute("min")), empty(ad.getAttribute("max")), choices,
                ad.getAttribute("default"), secret, said.contains(RESTART), said.contains(SECURITY) ? Roles.SECURITY : Roles.ADMIN,
                named ? said(name, description) : description.isEmpty() ? said(name, "") : said(description, ""));
    }

    /** What stands in English, before the Chinese or alone; null where nothing does. */
    private static Said said(String name, String description) {
        String label = english(name);
        String more = english(description);
        return label == null && more == null ? null : new Said(label, more);
    }

    /** The other side of {@link #chinese}: what it leaves out, or all of a text without Chinese. */
    static String english(String text) {
        String chinese = chinese(text);
        String before = text.codePoints().noneMatch(Metatype::han) ? text : text.strip().substring(0, text.strip().length() - chinese.length());
        return before.isBlank() ? null : before.strip().replaceAll("[.;,]$", "");
    }

    /** What stands in Chinese: names may say it in English first. A text without Chinese stays as it is. */
    static String chinese(String text) {
        int[] points = text.codePoints().toArray();
        int first = 0;
        while (first < points.length && !han(points[first])) {
            first++;
        }
        if (first == points.length || first == 0) {
            return text.strip();
        }
        // A word that belongs to the Chinese part, such as "SOAP 报文" or "（24 小时）", begins behind the last two blanks or sentence end.
        String before = new String(points, 0, first);
        String rest = new String(points, first, points.length - first).strip();
        long latin = before.codePoints().filter(Character::isLetter).count();
        return latin > 12 ? rest : text.strip();
    }

    private static boolean han(int point) {
        return Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN;
    }

    private static String empty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return Collections.unmodifiableList(found);
    }

    private static Element root(URL file) throws IOException {
        try (InputStream in = file.openStream()) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(in).getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("metatype cannot be read: " + file, e);
        }
    }
}
