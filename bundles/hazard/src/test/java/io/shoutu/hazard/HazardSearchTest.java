package io.shoutu.hazard;

import io.shoutu.api.Subject;
import io.shoutu.api.search.SearchSource;
import io.shoutu.api.search.SearchSourceContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class HazardSearchTest implements SearchSourceContract {
    private static final HazardRoom ROOM = new HazardRoom();

    @BeforeAll
    static void twoHazards() {
        ROOM.alarm("BJ-2026-000001", "HIGH", "AL-1.temperature", "R1");
        ROOM.alarm("BJ-2026-000002", "HIGH", "AL-2.temperature", "R2");
    }

    @AfterAll
    static void close() {
        ROOM.close();
    }

    @Override
    public SearchSource source() {
        return new HazardSearch(ROOM.hazards, ROOM.house.clock());
    }

    @Override
    public String typed() {
        return "轴承";
    }

    @Override
    public Subject known() {
        return new Subject("hazard", "YH-2026-000001");
    }
}
