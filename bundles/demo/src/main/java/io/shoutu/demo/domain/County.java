package io.shoutu.demo.domain;

import io.shoutu.api.access.Roles;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Cell;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.GridPost;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The county Anlan (安澜县), invented from end to end: no person, enterprise or place in it exists.
 *
 * <p>Division codes begin with 99, which GB/T 2260 gives to no province. Coordinates lie in a rectangle of open sea.
 */
public final class County {
    public static final String NAME = "安澜县";
    public static final AreaCode CODE = new AreaCode("990123000000");
    private static final LocalDate SINCE = LocalDate.of(2024, 1, 1);

    /** Who plans inspections, who approves the yearly plan, who handles public reports: accounts. */
    public static final String PLANNER = "he.jianqiu";
    public static final String APPROVER = "wen.yuanzhou";
    public static final String REPORT_CLERK = "fu.shouyan";
    public static final String INSPECTOR = "tang.shuoye";

    /** An account of the demo (演示账号). */
    public record Login(String role, String account, String name) {}

    /**
     * A device with its one point {@code temperature}.
     *
     * @param machine whether it replays the machine's recording, else the room's
     * @param first row to begin with
     * @param everyMillis one row each so many milliseconds at speed 1
     */
    public record Device(String id, String name, String label, Enterprise enterprise, String place, double longitude, double latitude,
            boolean machine, int first, long everyMillis) {}

    /** A threshold rule, or where {@code direction} is null one for silence. */
    public record Rule(String device, String name, String direction, Double limit, Double hysteresis, Integer timeoutSeconds, String priority) {}

    private static final String[][] TOWNSHIPS = {
        {"001", "澜城街道", "镇海社区", "东堤社区", "听涛社区", "望潮社区"},
        {"101", "潮平镇", "潮平村", "新堰村", "石埠村", "双桥村"},
        {"102", "云渡镇", "云渡村", "白沙村", "柳湾村", "渡口村"},
        {"103", "石浦岭镇", "岭下村", "石坑村", "松坡村", "竹源村"},
        {"104", "安和镇", "安和村", "河口村", "北圩村", "长埭村"},
        {"201", "青屿乡", "青屿村", "前澳村", "后澳村"},
        {"202", "月泉乡", "月泉村", "泉头村", "上谷村"},
        {"400", "安澜经济开发区", "启航园区", "滨江化工园区"},
    };

    private static final String[][] DEPARTMENTS = {
        {"awb", "县安全生产委员会办公室"}, {"yjj", "县应急管理局"}, {"xfj", "县消防救援大队"}, {"scj", "县市场监督管理局"}, {"gaj", "县公安局"},
        {"jtj", "县交通运输局"}, {"zjj", "县住房和城乡建设局"}, {"gxj", "县工业和信息化局"}, {"nyj", "县农业农村局"}, {"zhzx", "县安全生产指挥中心"},
    };

    private static final String[][] COMMITTEES = {{"zwh.whp", "危险化学品安全专业委员会"}, {"zwh.jt", "交通运输安全专业委员会"}, {"zwh.xf", "消防安全专业委员会"}};

    /** Grid members: person, name, township. */
    private static final String[][] GRID_MEMBERS = {
        {"wg01", "单晓澜", "001"}, {"wg02", "曾望舒", "101"}, {"wg03", "解千帆", "102"}, {"wg04", "仇玉岭", "103"},
        {"wg05", "查静和", "104"}, {"wg06", "区海青", "201"}, {"wg07", "朴月泉", "202"}, {"wg08", "乐启航", "400"},
    };

    private static final Enterprise.Scale[] SCALES = {Enterprise.Scale.SMALL, Enterprise.Scale.MICRO, Enterprise.Scale.SMALL, Enterprise.Scale.MEDIUM, Enterprise.Scale.SMALL};
    private static final String[] MANAGERS = {"江一苇", "方澄", "翟柳岸", "盖云帆", "覃砚秋", "乐知秋", "卜拾光", "尉迟岸", "缪清浦", "种青山"};

    /** Name, GB/T 4754 class, sector, lead, area (township and village numbers). */
    private static final String[][] ENTERPRISES = {
        {"安澜恒渡化工有限公司", "2614", "危险化学品", "yjj", "400201"}, {"安澜澄源精细化工有限公司", "2669", "危险化学品", "yjj", "400201"},
        {"安澜远堤新材料有限公司", "2651", "危险化学品", "yjj", "400201"}, {"安澜启明涂料有限公司", "2641", "危险化学品", "yjj", "400201"},
        {"安澜沧禾气体有限公司", "2619", "危险化学品", "yjj", "400201"}, {"安澜望潮仓储有限公司", "5949", "危险化学品", "yjj", "400200"},
        {"安澜磐舟机械有限公司", "3411", "工贸", "yjj", "400200"}, {"安澜铸海金属制品有限公司", "3391", "工贸", "yjj", "400200"},
        {"安澜云帆纺织有限公司", "1711", "工贸", "yjj", "400200"}, {"安澜堰上木业有限公司", "2029", "粉尘涉爆", "yjj", "101201"},
        {"安澜石埠家具有限公司", "2110", "粉尘涉爆", "yjj", "101202"}, {"安澜双桥面粉有限公司", "1311", "粉尘涉爆", "yjj", "101203"},
        {"安澜潮平铝业有限公司", "3252", "粉尘涉爆", "yjj", "101200"}, {"安澜渔舟冷链有限公司", "1361", "涉氨制冷", "scj", "201200"},
        {"安澜前澳水产有限公司", "1363", "涉氨制冷", "scj", "201201"}, {"安澜后澳海珍食品有限公司", "1369", "涉氨制冷", "scj", "201202"},
        {"安澜月泉酿造有限公司", "1512", "有限空间", "yjj", "202200"}, {"安澜泉头酱园有限公司", "1462", "有限空间", "yjj", "202201"},
        {"安澜清浦污水处理有限公司", "4620", "有限空间", "zjj", "104201"}, {"安澜河口纸业有限公司", "2221", "有限空间", "yjj", "104201"},
        {"安澜石坑采石有限公司", "1019", "非煤矿山", "yjj", "103201"}, {"安澜松坡石材有限公司", "3032", "非煤矿山", "yjj", "103202"},
        {"安澜岭下建材有限公司", "3021", "工贸", "yjj", "103200"}, {"安澜竹源竹制品有限公司", "2041", "粉尘涉爆", "yjj", "103203"},
        {"安澜云渡船舶修造有限公司", "3737", "工贸", "gxj", "102200"}, {"安澜白沙港务有限公司", "5532", "交通运输", "jtj", "102201"},
        {"安澜渡口客运有限公司", "5411", "交通运输", "jtj", "102203"}, {"安澜柳湾危货运输有限公司", "5431", "交通运输", "jtj", "102202"},
        {"安澜东堤加油站", "5265", "加油站", "yjj", "001002"}, {"安澜听涛加油站", "5265", "加油站", "yjj", "001003"},
        {"安澜长埭加油站", "5265", "加油站", "yjj", "104203"}, {"安澜城南燃气有限公司", "4511", "城镇燃气", "zjj", "001001"},
        {"安澜镇海商业广场有限公司", "5211", "人员密集场所", "xfj", "001001"}, {"安澜望潮大酒店有限公司", "6110", "人员密集场所", "xfj", "001004"},
        {"安澜听涛康养中心有限公司", "8514", "人员密集场所", "xfj", "001003"}, {"安澜北圩粮食储备有限公司", "5951", "粮食仓储", "nyj", "104202"},
        {"安澜安和饲料有限公司", "1329", "粉尘涉爆", "nyj", "104200"}, {"安澜上谷茶业有限公司", "1530", "工贸", "scj", "202202"},
        {"安澜石浦岭烟花爆竹批发有限公司", "5169", "烟花爆竹", "yjj", "103200"}, {"安澜滨江热电有限公司", "4412", "工贸", "gxj", "400200"},
    };

    private static final List<Login> LOGINS = List.of(
            new Login(Roles.OPERATOR, "lin.chaosheng", "林潮生"), new Login(Roles.OPERATOR, "su.wanting", "苏晚汀"),
            new Login(Roles.RECTIFIER, "ji.anheng", "季安恒"), new Login(Roles.RECTIFIER, "luo.pingzhou", "骆平舟"), new Login(Roles.RECTIFIER, "mei.shuye", "梅树野"),
            new Login(Roles.ACCEPTOR, "qiao.zhengyan", "乔正岩"), new Login(Roles.ACCEPTOR, "yu.qinglan", "喻晴岚"),
            new Login(Roles.ADMIN, "meng.xingzhou", "孟行舟"), new Login(Roles.SECURITY, "dai.shouyu", "戴守渝"), new Login(Roles.AUDITOR, "ning.jianwei", "宁鉴微"),
            new Login(Roles.PLANNER, "he.jianqiu", "何鉴秋"), new Login(Roles.INSPECTOR, "tang.shuoye", "唐朔野"), new Login(Roles.INSPECTOR, "bai.lusheng", "白鹭声"),
            new Login(Roles.INSPECTOR, "cen.xiling", "岑溪泠"), new Login(Roles.LEADER, "wen.yuanzhou", "温远舟"), new Login(Roles.GRID_MEMBER, "fang.xiaoman", "方小满"),
            new Login(Roles.REPORT_CLERK, "fu.shouyan", "扶守言"), new Login(Roles.REPORT_KEEPER, "shen.mobai", "沈默白"));

    private final Geography geography;

    public County(Geography geography) {
        this.geography = geography;
    }

    public static final String SECRETARY = "shu.wanqing";
    public static final String HEAD = "cheng.guanlan";
    public static final String DEPUTY = "wei.yuandi";
    /** Assists the secretary (工作协助人). */
    public static final String ASSISTANT = "miao.ruchu";

    /** Person, name, unit, title, where they act the account, and where they sign in its role. */
    private static final String[][] LEADERS = {
        {"ld00", "舒挽晴", "xw", "县委书记", SECRETARY, Roles.LEADER}, {"ld01", "程观澜", "xzf", "县长", HEAD, Roles.LEADER}, {"ld02", "魏远堤", "xzf", "副县长（分管安全生产）", DEPUTY, Roles.LEADER},
        {"ld03", "纪明川", "yjj", "局长", "ji.mingchuan", Roles.LEADER}, {"ld04", "施若溪", "awb", "主任", "shi.ruoxi", Roles.LEADER}, {"ld05", "庞守岸", "xfj", "大队长", "pang.shouan"},
        {"ld06", "柯知远", "scj", "局长", "ke.zhiyuan"}, {"ld07", "聂海亭", "zhzx", "主任"}, {"ld08", "苗如初", "xw", "县委办公室秘书", ASSISTANT, Roles.INSPECTOR},
    };

    public List<Area> areas() {
        List<Area> areas = new ArrayList<>();
        areas.add(new Area(new AreaCode("990000000000"), "演示省"));
        areas.add(new Area(new AreaCode("990100000000"), "演示市"));
        areas.add(new Area(CODE, NAME));
        for (String[] township : TOWNSHIPS) {
            areas.add(new Area(new AreaCode("990123" + township[0] + "000"), township[1]));
            boolean town = township[0].startsWith("0");
            for (int i = 2; i < township.length; i++) {
                areas.add(new Area(new AreaCode("990123" + township[0] + String.format("%03d", town ? i - 1 : 200 + i - 2)), township[i]));
            }
        }
        return areas;
    }

    /** Parents before children. */
    public List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        units.add(new Unit("xw", "中共安澜县委员会", CODE, null, Unit.Kind.PARTY_GOVERNMENT, null));
        units.add(new Unit("xw.cwh", "中共安澜县委常务委员会", CODE, "xw", Unit.Kind.COMMITTEE, null));
        units.add(new Unit("xzf", "安澜县人民政府", CODE, null, Unit.Kind.PARTY_GOVERNMENT, null));
        units.add(new Unit("xzf.cwh", "安澜县人民政府常务会议", CODE, "xzf", Unit.Kind.COMMITTEE, null));
        for (String[] department : DEPARTMENTS) {
            units.add(new Unit(department[0], NAME + department[1].substring(1), CODE, "xzf", Unit.Kind.DEPARTMENT, null));
        }
        for (String[] committee : COMMITTEES) {
            units.add(new Unit(committee[0], NAME + committee[1], CODE, "awb", Unit.Kind.COMMITTEE, null));
        }
        for (String[] township : TOWNSHIPS) {
            AreaCode area = new AreaCode("990123" + township[0] + "000");
            String name = township[1].endsWith("街道") ? township[1] + "办事处" : township[1].endsWith("开发区") ? township[1] + "管理委员会" : township[1] + "人民政府";
            units.add(new Unit("xz" + township[0], name, area, "xzf", township[1].endsWith("开发区") ? Unit.Kind.PARK : Unit.Kind.TOWNSHIP, null));
        }
        return units;
    }

    public List<Login> logins() {
        List<Login> all = new ArrayList<>(LOGINS);
        for (String[] leader : LEADERS) {
            if (leader.length > 5) {
                all.add(new Login(leader[5], leader[4], leader[1]));
            }
        }
        return all;
    }

    /** The account of the grid member who looks after this township, three digits. */
    static String gridMember(String township) {
        return java.util.Arrays.stream(GRID_MEMBERS).filter(m -> m[2].equals(township)).map(m -> m[0]).findFirst().orElse("wg08");
    }

    private static String unitOf(Login login) {
        return switch (login.role()) {
            case Roles.OPERATOR -> "zhzx";
            case Roles.ACCEPTOR, Roles.PLANNER, Roles.INSPECTOR, Roles.LEADER, Roles.REPORT_CLERK, Roles.REPORT_KEEPER -> "yjj";
            case Roles.ADMIN, Roles.SECURITY -> "zhzx";
            case Roles.AUDITOR -> "awb";
            default -> "xz400";
        };
    }

    public List<Person> people() {
        List<Person> people = new ArrayList<>();
        for (String[] leader : LEADERS) {
            people.add(new Person(leader[0], leader[1], leader[2], leader.length > 4 ? leader[4] : null));
        }
        for (String[] member : GRID_MEMBERS) {
            people.add(new Person(member[0], member[1], "xz" + member[2], member[0]));
        }
        for (Login login : LOGINS) {
            people.add(new Person(login.account(), login.name(), unitOf(login), login.account()));
        }
        return people;
    }

    public List<Position> positions() {
        Map<String, String> titles = Map.of(Roles.OPERATOR, "值班员", Roles.RECTIFIER, "整改责任人", Roles.ACCEPTOR, "执法人员",
                Roles.ADMIN, "系统管理员", Roles.SECURITY, "安全管理员", Roles.AUDITOR, "审计员");
        Map<String, String> more = Map.of(Roles.PLANNER, "检查计划员", Roles.INSPECTOR, "执法人员", Roles.LEADER, "副局长", Roles.GRID_MEMBER, "网格员", Roles.REPORT_CLERK, "举报受理员",
                Roles.REPORT_KEEPER, "举报保密员");
        List<Position> positions = new ArrayList<>();
        for (String[] leader : LEADERS) {
            positions.add(new Position(leader[0], leader[2], leader[3], SINCE, null));
        }
        for (String[] member : GRID_MEMBERS) {
            positions.add(new Position(member[0], "xz" + member[2], "网格员", SINCE, null));
        }
        for (Login login : LOGINS) {
            positions.add(new Position(login.account(), unitOf(login), titles.getOrDefault(login.role(), more.get(login.role())), SINCE, null));
        }
        return positions;
    }

    public List<Enterprise> enterprises() {
        Geography land = geography.untaken();
        List<Enterprise> enterprises = new ArrayList<>();
        for (int i = 0; i < ENTERPRISES.length; i++) {
            String[] e = ENTERPRISES[i];
            String area = "990123" + e[4];
            double[] place = land.place(area);
            List<String> others = e[2].equals("危险化学品") || e[2].equals("人员密集场所") ? List.of(e[3].equals("xfj") ? "scj" : "xfj") : List.of();
            enterprises.add(new Enterprise(creditCode(i + 1), e[0], new AreaCode(area), e[1], e[2], e[3], round(place[0]), round(place[1]), SCALES[i % SCALES.length],
                    NAME + areaName(area) + (i % 7 * 12 + 8) + "号", MANAGERS[i % MANAGERS.length], others, area + "01", null));
        }
        return enterprises;
    }

    private String areaName(String code) {
        return areas().stream().filter(a -> a.code().text().equals(code)).map(Area::name).findFirst().orElseThrow();
    }

    /** One grid cell for each village and each township's seat. */
    public List<Cell> cells() {
        return areas().stream().filter(a -> a.code().level() == AreaCode.Level.VILLAGE || a.code().level() == AreaCode.Level.TOWNSHIP)
                .map(a -> new Cell(a.code().text() + "01", a.name() + (a.code().level() == AreaCode.Level.VILLAGE ? "一网格" : "镇区网格"))).toList();
    }

    /** Who looks after each cell: the grid member of its township. */
    public List<GridPost> gridPosts() {
        Map<String, String> members = new LinkedHashMap<>();
        for (String[] member : GRID_MEMBERS) {
            members.put(member[2], member[0]);
        }
        return cells().stream().map(cell -> new GridPost(cell.code(), "网格员", members.get(cell.code().substring(6, 9)), SINCE, null)).toList();
    }

    /** 9 (industry and commerce), 1 (enterprise), the county's six digits, an organisation code with its own check (GB 11714), the check character. */
    private static CreditCode creditCode(int number) {
        String organisation = String.format("MA%06d", 990_000 + number * 13);
        int[] weights = {3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += weights[i] * Character.getNumericValue(organisation.charAt(i));
        }
        int check = 11 - sum % 11;
        String first17 = "91" + CODE.text().substring(0, 6) + organisation + (check == 10 ? "X" : check == 11 ? "0" : String.valueOf(check));
        return new CreditCode(first17 + CreditCode.checkCharacter(first17));
    }

    private static double round(double degrees) {
        return Math.round(degrees * 1e5) / 1e5;
    }

    private static final String[] MACHINES = {"空压机", "冷却塔", "离心风机", "循环水泵", "反应釜夹套", "制冷机组"};
    private static final String[] ROOMS = {"原料库房", "配电室", "成品仓库", "中控室"};

    /** Where a device begins so that the first minutes of a demo show something; found in the files, see ORIGIN.md. */
    private static final Map<Integer, Integer> BEGINS = Map.of(
            1, 3964 - 80,   // forty seconds of the machine cooling down before it falls out (labelled window 2013-12-15 17:50 to 12-17 17:00)
            7, 4480 - 28, 19, 6832 - 14, 31, 12478 - 44,
            12, 3697 - 9, 24, 3749 - 32);

    public List<Device> devices() {
        List<Enterprise> enterprises = enterprises();
        List<Device> devices = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            boolean machine = i % 2 == 1;
            Enterprise enterprise = enterprises.get((i - 1) % enterprises.size());
            String thing = machine ? MACHINES[i / 2 % MACHINES.length] : ROOMS[i / 2 % ROOMS.length];
            String shortName = enterprise.name().substring(2).replace("有限公司", "");
            String name = shortName + (i > enterprises.size() ? "2号" : "1号") + thing + (machine ? "" : "温度计");
            devices.add(new Device(String.format("AL-%04d", i), name, machine ? "机组温度" : "环境温度", enterprise,
                    machine ? thing + "间" : thing, round(enterprise.longitude() + i % 3 * 0.0002), round(enterprise.latitude() + i % 5 * 0.0002),
                    machine, BEGINS.getOrDefault(i, i * 379), i == 1 ? 500 : i == 2 ? 1000 : 5000));
        }
        return devices;
    }

    public List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        rules.add(new Rule("AL-0001", "机组温度骤降", "below", 5.0, 2.0, null, "HIGH"));
        rules.add(new Rule(Story.DEVICE, Story.RULE, "above", Story.LIMIT, 5.0, null, "HIGH"));
        rules.add(new Rule("AL-0002", "环境温度过高", "above", 28.0, 1.0, null, "MEDIUM"));
        for (String device : List.of("AL-0007", "AL-0013", "AL-0019", "AL-0025", "AL-0031", "AL-0037", "AL-0043")) {
            rules.add(new Rule(device, "机组温度过高", "above", 40.0, 1.0, null, "MEDIUM"));
        }
        for (String device : List.of("AL-0012", "AL-0018", "AL-0024", "AL-0030")) {
            rules.add(new Rule(device, "环境温度偏高", "above", 27.0, 1.0, null, "LOW"));
        }
        for (String device : List.of("AL-0003", "AL-0005", "AL-0009", "AL-0011", "AL-0015", "AL-0017")) {
            rules.add(new Rule(device, "数据中断", null, null, null, 120, "MEDIUM"));
        }
        return rules;
    }

    /** Which roles a demo account holds. */
    public static Set<String> roles(Login login) {
        return Set.of(login.role());
    }

    /** The first login of each role, by role. */
    public Map<String, Login> firstOfRole() {
        Map<String, Login> first = new LinkedHashMap<>();
        LOGINS.forEach(login -> first.putIfAbsent(login.role(), login));
        return first;
    }
}
