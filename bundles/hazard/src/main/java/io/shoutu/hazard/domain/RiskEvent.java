package io.shoutu.hazard.domain;

import io.shoutu.api.Problem;
import java.util.List;

/**
 * What may happen at a risk unit (风险事件), and what is done against it.
 *
 * @param harm what sort of accident it would be, as GB 6441 names them, e.g. 火灾, or null
 * @param inherent before any measure (固有风险)
 * @param residual with the measures (剩余风险)
 * @param measures at least one
 */
public record RiskEvent(String name, String harm, Assessment inherent, Assessment residual, List<Measure> measures) {
    public RiskEvent {
        name = Words.required(name, "name", "风险事件", 200);
        harm = Words.optional(harm, "harm", "事故类型", 60);
        measures = List.copyOf(measures);
        if (measures.isEmpty()) {
            throw new Problem.Invalid("measure-required", "measures", "“" + name + "”还没有管控措施，至少填写一条");
        }
        if (residual.level().higherThan(inherent.level())) {
            throw new Problem.Invalid("residual-above-inherent", "residual", "“" + name + "”采取措施后的剩余风险（" + residual.level().label() + "）不应高于固有风险（" + inherent.level().label() + "）");
        }
    }

    /**
     * A control measure (管控措施).
     *
     * @param responsible who sees to it, as people call them
     * @param everyDays how often it is checked that it holds, in days; 0 for never by itself
     */
    public record Measure(Kind kind, String text, String responsible, int everyDays) {
        /** What sort of measure (措施类别). */
        public enum Kind implements io.shoutu.api.Term {
            ENGINEERING("工程技术"), MANAGEMENT("管理"), TRAINING("培训教育"), PROTECTION("个体防护"), EMERGENCY("应急处置");

            private final String label;

            Kind(String label) {
                this.label = label;
            }

            @Override
            public String label() {
                return label;
            }
        }

        public Measure {
            if (kind == null) {
                throw new Problem.Invalid("measure-kind", "kind", "请选择措施类别：工程技术、管理、培训教育、个体防护、应急处置");
            }
            text = Words.required(text, "text", "管控措施", 500);
            responsible = Words.optional(responsible, "responsible", "责任人", 100);
            if (everyDays < 0 || everyDays > 3_660) {
                throw new Problem.Invalid("measure-every", "everyDays", "检查周期应为 0 至 3660 天（0 表示不自动派发）：" + everyDays);
            }
        }
    }
}
