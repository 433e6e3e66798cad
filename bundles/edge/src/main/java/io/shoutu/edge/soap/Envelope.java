package io.shoutu.edge.soap;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.namespace.QName;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * An envelope as it came in (SOAP 信封), read once from end to end within its limits before anybody behind the door sees it.
 *
 * <p>No document type, no entity but the five of XML, no processing instruction, nothing fetched; what is handed on is the very
 * text that was checked, in UTF-8, so that a second parser cannot read it differently.
 *
 * @param text the document without its XML declaration
 * @param operation the one element in the body
 */
record Envelope(String text, QName operation) {
    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    static final int DEPTH = 100;
    static final int ELEMENTS = 100_000;
    static final int ATTRIBUTES = 500;
    static final int TEXT = 1_048_576;
    private static final int NAME = 200;
    private static final XMLInputFactory FACTORY = factory();

    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) ELEMENTS);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 65_536);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, (long) TEXT);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    /**
     * Reads what came in.
     *
     * @param charset as the media type names it, or null
     */
    static Envelope read(byte[] body, String charset) {
        String text = decode(body, charset);
        String declared = declared(text);
        if (declared != null && !same(declared, charset == null ? "utf-" + (utf16(body) ? "16" : "8") : charset)) {
            throw Refused.malformed(null, "XML 声明的编码“" + brief(declared) + "”与报文的编码不一致；请统一用 UTF-8");
        }
        String document = text.startsWith("<?xml") ? text.substring(text.indexOf("?>") + 2) : text;
        if (document.startsWith("<?")) {
            throw Refused.malformed(null, "SOAP 报文不得含有处理指令（<?…?>）");
        }
        try {
            return new Envelope(document, scan(document));
        } catch (XMLStreamException e) {
            throw unreadable(e.getMessage(), e.getLocation());
        } catch (WstxLazyException e) {
            throw unreadable(e.getMessage(), null);
        }
    }

    /**
     * Tells the element in the body, with the prefixes known there: those of the envelope count too, as in {@code xsi:type="xsd:string"}.
     * (A StAX source would forget them.)
     */
    void tell(ContentHandler to) throws SAXException {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
            int depth = 0;
            boolean inBody = false;
            to.startDocument();
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    inBody |= depth == 2 && reader.getLocalName().equals("Body");
                    if (depth < 3 || inBody) {
                        for (int i = 0; i < reader.getNamespaceCount(); i++) {
                            to.startPrefixMapping(plain(reader.getNamespacePrefix(i), ""), plain(reader.getNamespaceURI(i), ""));
                        }
                    }
                    if (inBody && depth >= 3) {
                        to.startElement(plain(reader.getNamespaceURI(), ""), reader.getLocalName(), name(reader.getPrefix(), reader.getLocalName()), attributes(reader));
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    if (inBody && depth >= 3) {
                        to.endElement(plain(reader.getNamespaceURI(), ""), reader.getLocalName(), name(reader.getPrefix(), reader.getLocalName()));
                    }
                    if (depth < 3 || inBody) {
                        for (int i = 0; i < reader.getNamespaceCount(); i++) {
                            to.endPrefixMapping(plain(reader.getNamespacePrefix(i), ""));
                        }
                    }
                    depth--;
                    inBody &= depth > 1;
                } else if (inBody && depth >= 3 && (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA || event == XMLStreamConstants.SPACE)) {
                    to.characters(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                }
            }
            to.endDocument();
        } catch (XMLStreamException e) {
            throw unreadable(e.getMessage(), e.getLocation());
        }
    }

    private static AttributesImpl attributes(XMLStreamReader reader) {
        AttributesImpl attributes = new AttributesImpl();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.addAttribute(plain(reader.getAttributeNamespace(i), ""), reader.getAttributeLocalName(i), name(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)), "CDATA", reader.getAttributeValue(i));
        }
        return attributes;
    }

    private static String name(String prefix, String local) {
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }

    private static String plain(String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static QName scan(String document) throws XMLStreamException {
        XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(document));
        int depth = 0;
        int characters = 0;
        boolean body = false;
        boolean header = false;
        QName operation = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw Refused.malformed(null, "SOAP 报文不得含有 DOCTYPE（文档类型声明）");
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> throw Refused.malformed(null, "SOAP 报文不得含有处理指令（<?…?>）");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw Refused.malformed(null, "SOAP 报文不得引用实体：" + brief(reader.getLocalName()));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    characters += reader.getTextLength();
                    if (characters > TEXT) {
                        throw Refused.malformed(null, "一个元素中的文字超过 1 MB");
                    }
                    if (depth < 3 && !reader.isWhiteSpace()) {
                        throw Refused.malformed(null, "SOAP 信封中元素以外不得有文字");
                    }
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    characters = 0;
                    if (reader.getLocalName().length() > NAME) {
                        throw Refused.malformed(null, "元素名过长");
                    }
                    if (reader.getNamespaceCount() + reader.getAttributeCount() > ATTRIBUTES) {
                        throw Refused.malformed(reader.getLocalName(), "一个元素的属性超过 " + ATTRIBUTES + " 个");
                    }
                    if (depth == 1) {
                        root(reader);
                    } else if (depth == 2) {
                        boolean soap = SOAP.equals(reader.getNamespaceURI());
                        if (soap && reader.getLocalName().equals("Header") && !header && !body) {
                            header = true;
                        } else if (soap && reader.getLocalName().equals("Body") && !body) {
                            body = true;
                        } else {
                            throw Refused.malformed(reader.getLocalName(), "SOAP 信封应依次为 Header（可省）和 Body");
                        }
                    } else if (depth == 3 && !body) {
                        understood(reader);
                    } else if (depth == 3) {
                        if (operation != null) {
                            throw Refused.malformed(reader.getLocalName(), "Body 中只能有一个元素");
                        }
                        operation = reader.getName();
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    characters = 0;
                }
                default -> {
                    // Comments and white space say nothing.
                }
            }
        }
        if (operation == null) {
            throw Refused.malformed("Body", "SOAP 信封的 Body 是空的");
        }
        return operation;
    }

    private static void root(XMLStreamReader reader) {
        if (SOAP.equals(reader.getNamespaceURI()) && reader.getLocalName().equals("Envelope")) {
            return;
        }
        if (reader.getLocalName().equals("Envelope")) {
            throw Refused.fault("VersionMismatch", "soap-version", "只接受 SOAP 1.1 信封（" + SOAP + "）");
        }
        throw Refused.malformed(reader.getLocalName(), "报文应为 SOAP 1.1 信封");
    }

    private static void understood(XMLStreamReader reader) {
        String must = reader.getAttributeValue(SOAP, "mustUnderstand");
        if ("1".equals(must) || "true".equals(must)) {
            throw Refused.fault("MustUnderstand", "soap-header", "不支持必须理解的 SOAP 头：" + brief(reader.getLocalName()));
        }
    }

    private static Refused unreadable(String message, Location place) {
        String where = place == null || place.getLineNumber() < 1 ? "" : "（第" + place.getLineNumber() + "行第" + Math.max(1, place.getColumnNumber()) + "列）";
        String why = String.valueOf(message);
        if (why.contains("imit")) {
            return Refused.malformed(null, "XML 嵌套过深，或元素、属性、文字过多过长" + where);
        }
        if (why.contains("haracter") && (why.contains("llegal") || why.contains("nvalid"))) {
            return Refused.malformed(null, "XML 不能携带的字符" + where + "：控制字符、U+FFFE、U+FFFF 和不成对的代理项都不行，请去掉");
        }
        if (why.contains("ndeclared general entity")) {
            return Refused.malformed(null, "SOAP 报文不得引用实体" + where + "；只有 &lt; &gt; &amp; &apos; &quot; 可用");
        }
        return Refused.malformed(null, "XML 写法有误" + where);
    }

    private static String decode(byte[] body, String charset) {
        Charset used;
        if (charset == null) {
            used = utf16(body) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        } else if (charset.equalsIgnoreCase("utf-8") || charset.equalsIgnoreCase("utf8")) {
            used = StandardCharsets.UTF_8;
        } else if (charset.equalsIgnoreCase("utf-16")) {
            used = StandardCharsets.UTF_16;
        } else {
            throw Refused.http(415, "unsupported-media-type", "Content-Type", "不支持字符集“" + brief(charset) + "”；请用 UTF-8");
        }
        try {
            String text = used.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(body)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Refused.malformed(null, "报文不是有效的 " + used.name() + " 文字，请检查编码");
        }
    }

    private static boolean utf16(byte[] body) {
        return body.length > 1 && ((body[0] & 0xff) == 0xfe && (body[1] & 0xff) == 0xff || (body[0] & 0xff) == 0xff && (body[1] & 0xff) == 0xfe);
    }

    /** The encoding in the XML declaration, or null; the declaration is cut off afterwards, so everything in it is looked at here. */
    private static String declared(String text) {
        if (!text.startsWith("<?xml")) {
            return null;
        }
        int end = text.indexOf("?>");
        if (end < 0 || end > 200 || !Character.isWhitespace(text.charAt(5))) {
            throw Refused.malformed(null, "XML 声明有误");
        }
        var parts = java.util.regex.Pattern.compile("<\\?xml\\s+version\\s*=\\s*[\"']1\\.0[\"'](?:\\s+encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"'])?(?:\\s+standalone\\s*=\\s*[\"'](?:yes|no)[\"'])?\\s*\\?>")
                .matcher(text.substring(0, end + 2));
        if (!parts.matches()) {
            throw Refused.malformed(null, "XML 声明有误；应为 <?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        }
        return parts.group(1);
    }

    private static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String charset) {
        return charset.toLowerCase(Locale.ROOT).replace("-", "").replace("utf16le", "utf16").replace("utf16be", "utf16");
    }

    private static String brief(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
