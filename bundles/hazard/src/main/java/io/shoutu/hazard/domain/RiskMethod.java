package io.shoutu.hazard.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import io.shoutu.api.hazard.RiskLevel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A method of assessing a risk (风险评价方法), as data: which factors there are, which scores each may take, and which level a result is.
 *
 * <p>Edges of the bands differ by province, so they are a setting with a version. A version once used is never changed; a new one re-grades nothing
 * by itself.
 *
 * @param version 1, 2, …
 * @param source where scales and edges come from
 * @param factors name of the factor → the scores it may take; for LEC {@code L E C}, for LS and a matrix {@code L S}
 * @param bands from the highest level down; empty for a matrix
 * @param cells for a matrix: {@code "L S"} → level; empty for the others
 */
public record RiskMethod(Kind kind, int version, String title, String source, LocalDate effectiveFrom, State state, Map<String, List<Step>> factors,
        List<Band> bands, Map<String, RiskLevel> cells) {
    /** What is reckoned (评价方法). */
    public enum Kind implements Term {
        /** D = L × E × C. */
        LEC("作业条件危险性评价法（LEC）", List.of("L", "E", "C")),
        /** R = L × S. */
        LS("风险矩阵法（LS）", List.of("L", "S")),
        /** A table of likelihood and severity. */
        MATRIX("风险矩阵图", List.of("L", "S"));

        private final String label;
        private final List<String> factors;

        Kind(String label, List<String> factors) {
            this.label = label;
            this.factors = factors;
        }

        @Override
        public String label() {
            return label;
        }

        public List<String> factors() {
            return factors;
        }
    }

    /** Whether it is used (方法状态). */
    public enum State implements Term {
        DRAFT("草案"), IN_FORCE("现行"), FORMER("已停用"), DISCARDED("已放弃");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** A score a factor may take, and what it stands for. */
    public record Step(BigDecimal score, String label) {
        public Step {
            if (score == null || score.signum() <= 0 || score.precision() > 12) {
                throw new Problem.Invalid("method-factors", "factors", "每个分值应为大于0的数" + (score == null ? "" : "：" + score.toPlainString()));
            }
            label = Words.required(label, "factors", "分值 " + score.toPlainString() + " 的说明", 100);
        }
    }

    /**
     * A band of results.
     *
     * @param edge what the result must exceed, null for the lowest band
     * @param inclusive whether the edge itself belongs to it
     */
    public record Band(BigDecimal edge, boolean inclusive, RiskLevel level) {
        public Band {
            if (level == null) {
                throw new Problem.Invalid("method-bands", "bands", "每一段分级界限都要有等级");
            }
        }

        boolean holds(BigDecimal result) {
            return edge == null || (inclusive ? result.compareTo(edge) >= 0 : result.compareTo(edge) > 0);
        }
    }

    public RiskMethod {
        title = Words.required(title, "title", "名称", 100);
        source = Words.required(source, "source", "依据", 300);
        factors = new LinkedHashMap<>(factors);
        bands = List.copyOf(bands);
        cells = new TreeMap<>(cells);
        if (!factors.keySet().equals(java.util.Set.copyOf(kind.factors())) || factors.values().stream().anyMatch(List::isEmpty)) {
            throw new Problem.Invalid("method-factors", "factors", kind.label() + "的因素应为 " + String.join("、", kind.factors()) + "，各有至少一个分值");
        }
        factors.forEach((name, steps) -> {
            if (steps.stream().map(s -> plain(s.score())).distinct().count() < steps.size()) {
                throw new Problem.Invalid("method-factors", "factors", name + " 的分值有重复，每个分值只能出现一次");
            }
        });
        if (kind == Kind.MATRIX) {
            for (Step likelihood : factors.get("L")) {
                for (Step severity : factors.get("S")) {
                    if (!cells.containsKey(cell(likelihood.score(), severity.score()))) {
                        throw new Problem.Invalid("method-cells", "cells", "矩阵缺少 L=" + likelihood.score() + "、S=" + severity.score() + " 一格");
                    }
                }
            }
        } else {
            descending(bands);
        }
    }

    private static void descending(List<Band> bands) {
        if (bands.isEmpty() || bands.get(bands.size() - 1).edge() != null) {
            throw new Problem.Invalid("method-bands", "bands", "分级界限应从高到低排列，最低一级不填界限");
        }
        for (int i = 0; i + 1 < bands.size(); i++) {
            BigDecimal next = bands.get(i + 1).edge();
            boolean lower = next == null || bands.get(i).edge() != null && next.compareTo(bands.get(i).edge()) < 0;
            if (bands.get(i).edge() == null || !lower || bands.get(i + 1).level().higherThan(bands.get(i).level())) {
                throw new Problem.Invalid("method-bands", "bands", "分级界限应从高到低排列，等级也从高到低");
            }
        }
    }

    /** The result and its level for these scores. @throws Problem.Invalid {@code risk-score} where a factor is missing or takes no such score */
    public Result reckon(Map<String, BigDecimal> inputs) {
        BigDecimal product = BigDecimal.ONE;
        for (String factor : kind.factors()) {
            BigDecimal given = inputs.get(factor);
            List<Step> steps = factors.get(factor);
            if (given == null || steps.stream().noneMatch(s -> s.score().compareTo(given) == 0)) {
                throw new Problem.Invalid("risk-score", factor, kind.label() + "的 " + factor + " 只能取 "
                        + steps.stream().map(s -> s.score().stripTrailingZeros().toPlainString()).collect(Collectors.joining("、")) + (given == null ? "，请选择" : "，现为 " + given));
            }
            product = product.multiply(given);
        }
        BigDecimal result = plain(product);
        if (kind == Kind.MATRIX) {
            return new Result(result, cells.get(cell(inputs.get("L"), inputs.get("S"))));
        }
        return new Result(result, bands.stream().filter(b -> b.holds(result)).findFirst().orElseThrow().level());
    }

    /** What a reckoning gives. */
    public record Result(BigDecimal score, RiskLevel level) {}

    /**
     * Assesses, and checks what the sender reckoned himself.
     *
     * @param posted the sender's own result, or null where he left it to us; another than ours is refused, so that nobody believes a wrong sheet
     */
    public Assessment assess(Map<String, BigDecimal> inputs, BigDecimal posted, String assessor, LocalDate day) {
        Result ours = reckon(inputs);
        if (posted != null && posted.compareTo(ours.score()) != 0) {
            throw new Problem.Invalid("score-mismatch", "score", (kind == Kind.LEC ? "D 应等于 L×E×C = " : "R 应等于 L×S = ") + ours.score().toPlainString() + "，提交的是 "
                    + posted.toPlainString() + "，请核对");
        }
        Map<String, BigDecimal> kept = new LinkedHashMap<>();
        kind.factors().forEach(f -> kept.put(f, plain(inputs.get(f))));
        return new Assessment(kind, version, kept, ours.score(), ours.level(), assessor, day);
    }

    public static String cell(BigDecimal likelihood, BigDecimal severity) {
        return plain(likelihood).toPlainString() + " " + plain(severity).toPlainString();
    }

    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
