package io.shoutu.api.access;

/** The role names (角色) known now. */
public final class Roles {
    /** Looks after devices, rules, plugins and the directory, and asks for accounts (系统管理员); one of the three kept apart (三员). */
    public static final String ADMIN = "admin";
    /** Grants and takes roles and scopes, unlocks accounts (安全管理员); one of the three kept apart. */
    public static final String SECURITY = "security";
    /** Reads the journal and every trace, verifies checkpoints, changes nothing (审计员); one of the three kept apart. */
    public static final String AUDITOR = "auditor";
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
