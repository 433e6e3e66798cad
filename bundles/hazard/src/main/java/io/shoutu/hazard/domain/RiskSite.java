package io.shoutu.hazard.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import java.util.List;

/**
 * Where and what a risk unit is (风险点概况).
 *
 * @param kind {@code facility} 设备设施, {@code operation} 作业活动, {@code place} 场所区域
 * @param responsible who answers for it, as people call them
 * @param tier who controls it: {@code company}, {@code department}, {@code team}, {@code post}
 * @param longitude WGS-84 degrees, or null
 * @param devices ids of the sensors that watch it
 */
public record RiskSite(String name, String kind, String enterprise, String area, String place, String responsible, String tier, Double longitude, Double latitude,
        List<String> devices) {
    private static final List<String> KINDS = List.of("facility", "operation", "place");
    private static final List<String> TIERS = List.of("company", "department", "team", "post");

    public RiskSite {
        name = Words.required(name, "name", "风险点名称", 200);
        kind = kind == null || kind.isBlank() ? "place" : kind.strip();
        if (!KINDS.contains(kind)) {
            throw new Problem.Invalid("risk-kind", "kind", "类型应为 facility 设备设施、operation 作业活动或 place 场所区域：" + kind);
        }
        enterprise = enterprise == null || enterprise.isBlank() ? null : new CreditCode(enterprise.strip()).text();
        area = area == null || area.isBlank() ? null : new AreaCode(area.strip()).text();
        if (enterprise == null && area == null) {
            throw new Problem.Invalid("risk-place", "enterprise", "请填写所属企业；不属于企业的（如公共场所），填写所在区划");
        }
        place = Words.optional(place, "place", "具体位置", 200);
        responsible = Words.optional(responsible, "responsible", "责任人", 100);
        tier = tier == null || tier.isBlank() ? null : tier.strip();
        if (tier != null && !TIERS.contains(tier)) {
            throw new Problem.Invalid("risk-tier", "tier", "管控层级应为 company 公司、department 车间部门、team 班组或 post 岗位：" + tier);
        }
        if (longitude == null != (latitude == null) || longitude != null && (Math.abs(longitude) > 180 || Math.abs(latitude) > 90)) {
            throw new Problem.Invalid("risk-position", "longitude", "经度和纬度应成对填写，经度 −180 至 180，纬度 −90 至 90");
        }
        devices = devices == null ? List.of() : devices.stream().map(String::strip).filter(d -> !d.isEmpty()).distinct().toList();
        if (devices.stream().anyMatch(d -> d.contains(",")) || String.join(",", devices).length() > 1_000) {
            throw new Problem.Invalid("risk-devices", "devices", "关联的监测设备过多或编号有误");
        }
    }
}
