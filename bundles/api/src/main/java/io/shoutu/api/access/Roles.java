package io.shoutu.api.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** Held instead of all others while a password somebody else knows is to be changed, or no role has been granted yet (未生效). */
    public static final String FRESH = "fresh";

    /** All of them, in the order of the table people read. */
    public static final List<String> ALL = List.of(ADMIN, SECURITY, AUDITOR, OPERATOR, RECTIFIER, ACCEPTOR, DEVICE, FRESH);
    /** The three kept apart (三员): nobody holds two of them. */
    public static final Set<String> APART = Set.of(ADMIN, SECURITY, AUDITOR);
    private static final Map<String, String> LABELS = Map.of(ADMIN, "系统管理员", SECURITY, "安全管理员", AUDITOR, "审计员", OPERATOR, "值班员",
            RECTIFIER, "整改责任人", ACCEPTOR, "验收人", DEVICE, "设备", FRESH, "未生效账号");

    private Roles() {}

    /** What people read, in Chinese; the name itself where the role is not known here. */
    public static String label(String role) {
        return LABELS.getOrDefault(role, role);
    }
}
