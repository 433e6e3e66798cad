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
    /** Decides what is not for those who work on it to decide: plans, downgrades, restarts, vetoes (领导). */
    public static final String LEADER = "leader";
    /** Inspects on the spot and keeps the record (检查人员). */
    public static final String INSPECTOR = "inspector";
    /** Makes inspection plans and draws and assigns the teams; nobody else sees them before the visit (检查计划员). */
    public static final String PLANNER = "planner";
    /** Patrols a grid cell and reports what he sees; has no power to enforce (网格员). */
    public static final String GRID_MEMBER = "grid-member";
    /** Takes in and handles public reports (举报受理员); one of the two who may read who reported. */
    public static final String REPORT_CLERK = "report-clerk";
    /** Approves and pays rewards (举报保密员); the other of the two who may read who reported. */
    public static final String REPORT_KEEPER = "report-keeper";
    /** A device that sends readings (设备); held by device actors only. */
    public static final String DEVICE = "device";

    /** Held instead of all others while a password somebody else knows is to be changed, or no role has been granted yet (未生效). */
    public static final String FRESH = "fresh";

    /** All of them, in the order of the table people read. */
    public static final List<String> ALL = List.of(ADMIN, SECURITY, AUDITOR, OPERATOR, RECTIFIER, ACCEPTOR, LEADER, INSPECTOR, PLANNER,
            GRID_MEMBER, REPORT_CLERK, REPORT_KEEPER, DEVICE, FRESH);
    /** The three kept apart (三员): nobody holds two of them. */
    public static final Set<String> APART = Set.of(ADMIN, SECURITY, AUDITOR);
    private static final Map<String, String> LABELS = Map.ofEntries(Map.entry(ADMIN, "系统管理员"), Map.entry(SECURITY, "安全管理员"), Map.entry(AUDITOR, "审计员"),
            Map.entry(OPERATOR, "值班员"), Map.entry(RECTIFIER, "整改责任人"), Map.entry(ACCEPTOR, "验收人"), Map.entry(LEADER, "领导"),
            Map.entry(INSPECTOR, "检查人员"), Map.entry(PLANNER, "检查计划员"), Map.entry(GRID_MEMBER, "网格员"), Map.entry(REPORT_CLERK, "举报受理员"),
            Map.entry(REPORT_KEEPER, "举报保密员"), Map.entry(DEVICE, "设备"), Map.entry(FRESH, "未生效账号"));

    private Roles() {}

    /** What people read, in Chinese; the name itself where the role is not known here. */
    public static String label(String role) {
        return LABELS.getOrDefault(role, role);
    }
}
