package io.shoutu.hazard.domain;

import io.shoutu.api.store.Tx;
import java.util.List;

/** Critical quantities of substances and classes (临界量表), GB 18218-2018 tables 1 to 4. */
public interface SubstanceStore {
    List<MajorSource.Substance> all(Tx tx);
}
