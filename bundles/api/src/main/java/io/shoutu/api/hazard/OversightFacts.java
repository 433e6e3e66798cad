package io.shoutu.api.hazard;

/**
 * What the room {@code hazard} tells about stops of work ({@code work-stop/…}), projects ({@code safety-project/…}) and certificates ({@code certificate/…}) (监管事项事实). Every fact carries
 * {@code state}, {@code enterprise} (credit code) and {@code note} or null.
 */
public final class OversightFacts {
    public static final String WORK_STOPPED = "hazard.work-stopped";
    public static final String WORK_STOP_MOVED = "hazard.work-stop-moved";
    public static final String WORK_RESUMED = "hazard.work-resumed";
    /** Work went on without the agreement it needs (安全生产法第六十五条). */
    public static final String WORK_RESUMED_UNAPPROVED = "hazard.unapproved-work-resumed";
    public static final String PROJECT_REGISTERED = "hazard.project-registered";
    public static final String PROJECT_MOVED = "hazard.project-moved";
    public static final String PROJECT_VETOED = "hazard.project-vetoed";
    public static final String PROJECT_VETO_LIFTED = "hazard.project-veto-lifted";
    /** Found in use before its acceptance (安全生产法第九十八条). */
    public static final String PROJECT_USED_EARLY = "hazard.project-early-used";
    public static final String CERTIFICATE_REGISTERED = "hazard.certificate-registered";
    /** What an enterprise said of it was sent back, said again, or a new date of it is claimed and waits to be checked. */
    public static final String CERTIFICATE_MOVED = "hazard.certificate-moved";
    public static final String CERTIFICATE_RENEWED = "hazard.certificate-renewed";
    public static final String CERTIFICATE_EXPIRED = "hazard.certificate-expired";
    public static final String CERTIFICATE_ENDED = "hazard.certificate-ended";

    private OversightFacts() {}
}
