package io.shoutu.api.access;

/** The role names (角色) known now. */
public final class Roles {
    /** Looks after accounts, devices, rules and the directory (系统管理员). */
    public static final String ADMIN = "admin";
    /** On duty: watches alarms, registers, verifies and grades hazards (值班员). */
    public static final String OPERATOR = "operator";
    /** Rectifies hazards (整改责任人). */
    public static final String RECTIFIER = "rectifier";
    /** Re-inspects and accepts (验收人); never the one who rectified. */
    public static final String ACCEPTOR = "acceptor";
    /** A device that sends readings (设备); held by device actors only. */
    public static final String DEVICE = "device";

    private Roles() {}
}
