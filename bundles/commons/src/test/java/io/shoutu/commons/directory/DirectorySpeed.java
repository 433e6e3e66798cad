package io.shoutu.commons.directory;

import io.shoutu.api.Actor;
import io.shoutu.api.Scope;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.commons.testing.House;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;

/** How fast enterprises are registered and found among many (名录速度), to be looked at, not judged: {@code DirectorySpeed [enterprises]}. */
public final class DirectorySpeed {
    private static final String WORDS = "恒渡澄源远堤启明沧禾望潮磐舟铸海云帆堰上石埠双桥渔舟前澳后澳月泉清浦河口松坡岭下竹源白沙柳湾东堤听涛长埭城南镇海北圩安和上谷滨江重单曾解";
    private static final String[] TRADES = {"化工", "机械", "纺织", "木业", "家具", "面粉", "铝业", "冷链", "水产", "食品", "酿造", "纸业", "采石", "建材", "物流", "仓储"};

    private DirectorySpeed() {}

    public static void main(String[] arguments) {
        int many = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        Actor by = House.actor("admin", "admin");
        AreaCode county = new AreaCode("990101000000");
        Random random = new Random(7);
        try (House house = House.empty()) {
            SqlDirectory directory = house.directory();
            directory.put(new Area(county, "安澜县"), by);
            long begin = System.nanoTime();
            for (int done = 0; done < many; done += 100) {
                int from = done;
                house.work().execute(tx -> {
                    for (int i = from; i < from + 100; i++) {
                        StringBuilder name = new StringBuilder("安澜");
                        for (int c = 0; c < 3; c++) {
                            name.append(WORDS.charAt(random.nextInt(WORDS.length())));
                        }
                        String first = "91990101" + String.format("%09d", i);
                        directory.put(new Enterprise(new CreditCode(first + CreditCode.checkCharacter(first)), name + TRADES[random.nextInt(TRADES.length)] + "有限公司", county, "2631", "工贸",
                                null, 146.0 + random.nextDouble() * .4, 33.0 + random.nextDouble() * .3), by);
                    }
                });
                if ((done + 100) % (many / 5) == 0) {
                    System.out.printf("%7d registered, %.0f a second%n", done + 100, (done + 100) * 1e9 / (System.nanoTime() - begin));
                }
            }
            Scope nobody = new Scope(false, Set.of(), Set.of("nobody"), Set.of());
            for (String typed : new String[] {"alhd", "hdhg", "an", "恒渡", "化工", "91990101000", "zqlzz", "chongdan"}) {
                for (Scope scope : new Scope[] {Scope.EVERYWHERE, nobody}) {
                    long[] times = new long[20];
                    int hits = 0;
                    for (int i = 0; i < times.length; i++) {
                        long asked = System.nanoTime();
                        hits = house.searchIndex().find("enterprise", typed, scope, 7).size();
                        times[i] = System.nanoTime() - asked;
                    }
                    Arrays.sort(times);
                    System.out.printf("%-12s %-10s %d found, median %.1f ms, worst %.1f ms%n", typed, scope.everywhere() ? "everywhere" : "nowhere", hits, times[10] / 1e6, times[19] / 1e6);
                }
            }
        }
    }
}
