package io.shoutu.notices;

import java.util.List;

/** A carrier that reports later what became of its messages (运营商状态回执). */
public interface CarrierReports {
    /** Name of the carrier, as in the address of its reports. */
    String name();

    /** Header in which it shows its secret. */
    String secretHeader();

    /**
     * What a report says; states in between are left out.
     *
     * @param secret as shown in the header, or null
     * @throws io.shoutu.api.Problem.Forbidden where the secret is not its own
     */
    List<Report> reports(String secret, String contentType, byte[] content);

    /**
     * One message's end.
     *
     * @param id our id, or null
     * @param reference the carrier's number, or null
     */
    record Report(String channel, String id, String reference, boolean delivered) {}
}
