package io.shoutu.documents.word;

import io.shoutu.api.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Parts read as trees (XML 部件): no DTD, no entity, nothing fetched. */
public final class Xml {
    private Xml() {}

    /**
     * The root element.
     *
     * @throws Problem.Invalid code {@code file-xml} where it is no XML or brings a DTD
     */
    public static Element root(byte[] content, String name) {
        try {
            // Not newDefaultNSInstance: Karaf lays an older javax.xml.parsers over the JDK's. Whichever parser it is, it must know these features or we stop.
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(content)).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw new Problem.Invalid("file-xml", "file", "文件内容已损坏或含有不允许的 XML 声明：" + name);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser refuses to be safe", e);
        }
    }

    /** The children with this local name, or all elements for null. */
    public static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent == null ? null : parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && (name == null || element.getLocalName().equals(name))) {
                found.add(element);
            }
        }
        return found;
    }

    /** The first child with this local name, or null. */
    public static Element child(Element parent, String name) {
        for (Node node = parent == null ? null : parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getLocalName().equals(name)) {
                return element;
            }
        }
        return null;
    }

    /** Down a path of first children, or null. */
    public static Element path(Element from, String... names) {
        Element at = from;
        for (String name : names) {
            at = child(at, name);
        }
        return at;
    }

    /** An attribute by local name, or null where there is none. */
    public static String attribute(Element element, String name) {
        for (int i = 0; element != null && i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (name.equals(attribute.getLocalName())) {
                return attribute.getNodeValue();
            }
        }
        return null;
    }

    /** {@code w:val} of a child, or null. */
    public static String value(Element parent, String name) {
        return attribute(child(parent, name), "val");
    }
}
