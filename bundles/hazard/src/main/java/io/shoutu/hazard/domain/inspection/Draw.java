package io.shoutu.hazard.domain.inspection;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.hazard.domain.Words;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A draw of both at random (双随机抽查): which enterprises, and which officers go to each.
 *
 * <p>Anybody with the lists and the seed can do it again: the digest fixes the lists before the seed is drawn; each name is ranked by
 * SHA-256(seed, kind, name) and the smallest win. No officer goes where a recusal (回避) stands; where too few are left the draw is refused, not bent.
 *
 * @param seed 64 hex digits, drawn after the digest was fixed
 * @param digest SHA-256 over the lists, see {@link #digest}
 * @param state {@code DRAWN} or {@code VOIDED}
 */
public record Draw(String number, String title, String seed, String digest, int wanted, int perTarget, List<String> targets, List<Officer> officers, List<Recusal> recusals,
        List<Pick> picks, String drawnBy, Instant drawnAt, State state, String reason, long version) {
    public static final String KIND = "inspection-draw";
    public static final String ALGORITHM = "sha256-rank-1";

    /** Whether it counts (抽取状态). */
    public enum State { DRAWN, VOIDED }

    /** An officer who can be drawn (检查人员库). */
    public record Officer(String account, String unit) {}

    /** Who may not go where, and why (回避). */
    public record Recusal(String account, String enterprise, String reason) {}

    /** Who goes where (抽取结果), in the order drawn. */
    public record Pick(String enterprise, List<String> officers) {
        public Pick {
            officers = List.copyOf(officers);
        }
    }

    /** What is drawn from (抽取底册), in one order whatever order it came in. */
    public record Pool(List<String> targets, List<Officer> officers, List<Recusal> recusals, int wanted, int perTarget) {
        public Pool {
            targets = targets == null ? List.of() : targets.stream().map(t -> new Target(t, null, null).enterprise()).sorted().toList();
            officers = officers == null ? List.of() : officers.stream().map(o -> new Officer(Words.required(o.account(), "officers", "检查人员账号", 100), o.unit()))
                    .sorted(Comparator.comparing(Officer::account)).toList();
            recusals = recusals == null ? List.of() : recusals.stream().map(r -> new Recusal(r.account(), r.enterprise(), Words.required(r.reason(), "recusals", "回避的理由", 200)))
                    .sorted(Comparator.comparing(Recusal::account).thenComparing(Recusal::enterprise)).toList();
            if (targets.stream().distinct().count() < targets.size() || officers.stream().map(Officer::account).distinct().count() < officers.size()) {
                throw new Problem.Invalid("draw-twice", "targets", "底册中有重复的企业或检查人员：人人机会均等，不能重复列入");
            }
            if (wanted < 1 || wanted > targets.size()) {
                throw new Problem.Invalid("draw-wanted", "wanted", "抽取数量应为1至底册企业数（" + targets.size() + "）");
            }
            if (perTarget < 2 || perTarget > officers.size()) {
                throw new Problem.Invalid("draw-officers", "perTarget", "每户检查人员不少于两人（行政处罚法第四十二条），且不超过检查人员库（" + officers.size() + "人）");
            }
        }
    }

    /** Draws. @param seed 64 hex digits from a source nobody can steer */
    public static Draw drawn(String number, String title, Pool pool, String seed, Actor by, Instant now) {
        String name = Words.required(title, "title", "抽查名称", 200);
        return new Draw(number, name, seed, digest(pool), pool.wanted(), pool.perTarget(), pool.targets(), pool.officers(), pool.recusals(), picks(pool, seed), by.account(), now,
                State.DRAWN, null, 1);
    }

    public Subject subject() {
        return new Subject(KIND, number);
    }

    public Draw voided(String why) {
        if (state == State.VOIDED) {
            throw new Problem.IllegalMove("illegal-move", "这次抽取已经作废");
        }
        return new Draw(number, title, seed, digest, wanted, perTarget, targets, officers, recusals, picks, drawnBy, drawnAt, State.VOIDED,
                Words.required(why, "reason", "作废的理由", 500), version);
    }

    /**
     * What somebody finds who draws again (复核).
     *
     * @param holds whether both lists and result are those of the draw
     * @param digest as computed now
     * @param picks as computed now
     */
    public record Proof(boolean holds, String digest, List<Pick> picks, String text) {}

    public Proof again() {
        Pool pool = new Pool(targets, officers, recusals, wanted, perTarget);
        String now = digest(pool);
        List<Pick> result = picks(pool, seed);
        boolean lists = now.equals(digest);
        boolean same = result.equals(picks);
        return new Proof(lists && same, now, result, !lists ? "底册摘要不符：底册在抽取后被改动" : same ? "复核一致：底册未改动，按同一种子重抽结果相同" : "底册未改动，但结果与按种子重抽的不同：结果被改动");
    }

    /** SHA-256 over the lists in their one order: {@code T|code}, {@code O|account|unit}, {@code R|account|enterprise}, {@code N|wanted|perTarget}, a line each. */
    public static String digest(Pool pool) {
        StringBuilder text = new StringBuilder();
        pool.targets().forEach(t -> text.append("T|").append(t).append('\n'));
        pool.officers().forEach(o -> text.append("O|").append(o.account()).append('|').append(o.unit() == null ? "" : o.unit()).append('\n'));
        pool.recusals().forEach(r -> text.append("R|").append(r.account()).append('|').append(r.enterprise()).append('\n'));
        text.append("N|").append(pool.wanted()).append('|').append(pool.perTarget()).append('\n');
        return sha256(text.toString());
    }

    private static List<Pick> picks(Pool pool, String seed) {
        List<String> chosen = ranked(pool.targets(), seed + "|target|").subList(0, pool.wanted());
        List<Pick> picks = new ArrayList<>();
        for (String enterprise : chosen) {
            List<String> free = pool.officers().stream().map(Officer::account)
                    .filter(a -> pool.recusals().stream().noneMatch(r -> r.account().equals(a) && r.enterprise().equals(enterprise))).toList();
            if (free.size() < pool.perTarget()) {
                throw new Problem.Invalid("draw-recusals", "recusals", "回避后可派往" + enterprise + "的检查人员只有" + free.size() + "人，不足" + pool.perTarget() + "人；请扩充检查人员库");
            }
            picks.add(new Pick(enterprise, ranked(free, seed + "|officer|" + enterprise + "|").subList(0, pool.perTarget())));
        }
        return List.copyOf(picks);
    }

    private static List<String> ranked(List<String> names, String salt) {
        return names.stream().sorted(Comparator.comparing((String name) -> sha256(salt + name)).thenComparing(name -> name)).toList();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
