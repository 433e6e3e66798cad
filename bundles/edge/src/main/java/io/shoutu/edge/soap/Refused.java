package io.shoutu.edge.soap;

/** A message refused by the door itself (报文拒绝): nobody behind it has seen it. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** Whether it was refused by HTTP already (then the answer is a problem body), or is answered with a SOAP fault. */
    final boolean http;
    final int status;
    final String code;
    final String field;
    /** Local name of the SOAP fault code. */
    final String fault;

    private Refused(boolean http, int status, String code, String field, String fault, String text) {
        super(text, null, false, false);
        this.http = http;
        this.status = status;
        this.code = code;
        this.field = field;
        this.fault = fault;
    }

    static Refused http(int status, String code, String field, String text) {
        return new Refused(true, status, code, field, "Client", text);
    }

    /** What cannot be read as the contract says. */
    static Refused malformed(String field, String text) {
        return new Refused(false, 400, "malformed-xml", field, "Client", text);
    }

    /** A value that cannot be read; the code of a query parameter over REST. */
    static Refused value(String field, String text) {
        return new Refused(false, 400, "bad-parameter", field, "Client", text);
    }

    static Refused fault(String fault, String code, String text) {
        return new Refused(false, 400, code, null, fault, text);
    }
}
