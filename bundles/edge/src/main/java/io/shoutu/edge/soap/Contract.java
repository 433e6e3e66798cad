package io.shoutu.edge.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The contract of a SOAP service (接口约定): its WSDL, one file with one schema inside, compiled by the JDK's own parser without fetching anything. */
final class Contract {
    private static final Pattern ADDRESS = Pattern.compile("(<soap:address\\s+location=\")[^\"]*(\")");
    private static final Pattern OF_ELEMENT = Pattern.compile("element '(?:\\{[^}]*?:)?\"?([\\w.-]+)\"?\\}?'");
    private final String wsdl;
    private final String namespace;
    private final Schema schema;

    private Contract(String wsdl, String namespace, Schema schema) {
        this.wsdl = wsdl;
        this.namespace = namespace;
        this.schema = schema;
    }

    /** Reads and compiles it; raises where the file is no such contract, for the one who wrote the service. */
    static Contract read(URL file) {
        try (InputStream in = file.openStream()) {
            byte[] bytes = in.readAllBytes();
            DocumentBuilderFactory documents = DocumentBuilderFactory.newDefaultInstance();
            documents.setNamespaceAware(true);
            documents.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            documents.setXIncludeAware(false);
            documents.setExpandEntityReferences(false);
            Document document = documents.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
            NodeList schemas = document.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema");
            String text = new String(bytes, StandardCharsets.UTF_8);
            String namespace = document.getDocumentElement().getAttribute("targetNamespace");
            if (schemas.getLength() != 1 || namespace.isEmpty() || !ADDRESS.matcher(text).find()) {
                throw new IllegalArgumentException(file + " must have a target namespace, one schema inside and a soap:address");
            }
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return new Contract(text, namespace, factory.newSchema(new DOMSource(schemas.item(0))));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalArgumentException(file + " cannot be read as a contract", e);
        }
    }

    String namespace() {
        return namespace;
    }

    Schema schema() {
        return schema;
    }

    /** The WSDL as a client reads it, with the address it asked at. */
    byte[] at(String address) {
        return ADDRESS.matcher(wsdl).replaceAll("$1" + Matcher.quoteReplacement(FaultText.escaped(address)) + "$2").getBytes(StandardCharsets.UTF_8);
    }

    /** Compares what was asked with the schema; raises {@link Refused} at the first difference. */
    void check(Envelope envelope) {
        List<SAXParseException> wrong = new ArrayList<>();
        try {
            ValidatorHandler validator = schema.newValidatorHandler();
            validator.setProperty("http://apache.org/xml/properties/locale", Locale.ENGLISH);
            validator.setErrorHandler(new First(wrong));
            envelope.tell(validator);
        } catch (SAXException e) {
            if (wrong.isEmpty()) {
                throw new IllegalStateException("an envelope that was read can be compared", e);
            }
        }
        if (!wrong.isEmpty()) {
            throw refused(wrong);
        }
    }

    private static Refused refused(List<SAXParseException> wrong) {
        String field = null;
        for (SAXParseException e : wrong) {
            Matcher element = OF_ELEMENT.matcher(e.getMessage());
            field = field == null && element.find() ? element.group(1) : field;
        }
        String first = wrong.get(0).getMessage();
        if (first.startsWith("cvc-complex-type") || first.startsWith("cvc-elt") || first.startsWith("cvc-type.3.1.1") || first.startsWith("cvc-type.3.1.2") || first.startsWith("cvc-attribute")) {
            return Refused.malformed(field, field == null ? "报文的结构与约定（WSDL）不符" : "元素“" + field + "”不合约定（WSDL）：多余、缺少、次序不对，或带有不该有的属性");
        }
        return Refused.value(field, field == null ? "报文中有不合约定（WSDL）的值" : "元素“" + field + "”的值不合约定（WSDL），不能读取");
    }

    /** A value's error comes in two parts, the second of which names the element; a third is another error. */
    private record First(List<SAXParseException> wrong) implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // What is allowed is not refused.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            wrong.add(e);
            if (wrong.size() > 1) {
                throw e;
            }
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            wrong.add(e);
            throw e;
        }
    }
}
