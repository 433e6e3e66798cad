package io.shoutu.commons.directory;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.search.SearchSource;
import io.shoutu.api.search.SearchSourceContract;
import io.shoutu.commons.testing.House;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DirectorySearchTest implements SearchSourceContract {
    private static final House HOUSE = House.empty();
    private static final CreditCode CODE = new CreditCode("91350100M000100Y43");

    @BeforeAll
    static void fill() {
        Actor admin = House.actor("admin", "admin");
        HOUSE.directory().put(new Area(new AreaCode("990101000000"), "安澜县"), admin);
        HOUSE.directory().put(new Enterprise(CODE, "安澜恒渡化工有限公司", new AreaCode("990101000000"), null, null, null, null, null), admin);
        HOUSE.directory().put(new Enterprise(new CreditCode("91440300708461136T"), "安澜恒通化工有限公司", new AreaCode("990101000000"), null, null, null, null, null), admin);
    }

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    @Override
    public SearchSource source() {
        return new DirectorySearch(HOUSE.directory(), HOUSE.searchIndex());
    }

    @Override
    public String typed() {
        return "alh";
    }

    @Override
    public Subject known() {
        return new Subject("enterprise", CODE.text());
    }
}
