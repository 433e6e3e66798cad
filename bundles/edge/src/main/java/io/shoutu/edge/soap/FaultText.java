package io.shoutu.edge.soap;

import io.shoutu.edge.http.Verdict;

/** A SOAP 1.1 fault (SOAP 故障) as text: code and Chinese text for whoever reads, the problem in the detail for programs. */
final class FaultText {
    private FaultText() {}

    /**
     * Writes a fault.
     *
     * @param faultCode {@code Client}, {@code Server}, {@code MustUnderstand} or {@code VersionMismatch}
     * @param namespace of the contract whose {@code problem} stands in the detail
     */
    static String of(String faultCode, Verdict verdict, String namespace) {
        StringBuilder out = new StringBuilder(600);
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soap:Envelope xmlns:soap=\"").append(Envelope.SOAP)
                .append("\"><soap:Body><soap:Fault><faultcode>soap:").append(faultCode).append("</faultcode><faultstring xml:lang=\"zh\">")
                .append(escaped(verdict.text())).append("</faultstring>");
        out.append("<detail><p:problem xmlns:p=\"").append(escaped(namespace)).append("\"><p:status>").append(verdict.status()).append("</p:status><p:code>")
                .append(escaped(verdict.code())).append("</p:code>");
        if (verdict.field() != null) {
            out.append("<p:field>").append(escaped(verdict.field())).append("</p:field>");
        }
        return out.append("<p:text>").append(escaped(verdict.text())).append("</p:text></p:problem></detail></soap:Fault></soap:Body></soap:Envelope>").toString();
    }

    /** Safe inside an element or attribute; what XML cannot carry becomes U+FFFD. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                default -> {
                    boolean carried = c >= 0x20 && c <= 0xd7ff || c == '\t' || c == '\n' || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
                    out.appendCodePoint(carried ? c : 0xfffd);
                }
            }
        });
        return out.toString();
    }
}
