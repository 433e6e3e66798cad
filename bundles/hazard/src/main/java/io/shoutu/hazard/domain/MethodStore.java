package io.shoutu.hazard.domain;

import io.shoutu.api.store.Tx;
import java.util.List;
import java.util.Optional;

/** Where the methods of assessment are kept (评价方法库), all versions of each. */
public interface MethodStore {
    List<RiskMethod> all(Tx tx);

    Optional<RiskMethod> find(Tx tx, RiskMethod.Kind kind, int version);

    Optional<RiskMethod> inForce(Tx tx, RiskMethod.Kind kind);

    void put(Tx tx, RiskMethod method);

    void state(Tx tx, RiskMethod.Kind kind, int version, RiskMethod.State state);

    /** Conditions that make a unit red whatever was reckoned (直接判定为重大风险的情形), by code. */
    List<DirectRed> directRed(Tx tx);

    void put(Tx tx, DirectRed condition);

    /** Such a condition. */
    record DirectRed(String code, String label, String source, boolean active) {}
}
