package com.acme.shoutu.gas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.reporting.ReportSource;
import io.shoutu.api.reporting.ReportSourceContract;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GasBookTest implements ReportSourceContract {
    private static final String ENTERPRISE = "91350211M000100Y4" + CreditCode.checkCharacter("91350211M000100Y4");
    private static final Actor OPERATOR = new Actor("wang.fang", "王芳", Actor.Kind.PERSON, Set.of("operator"));
    private House house;
    private GasBook book;

    static Entry registered(long id, String number, String enterprise) {
        Map<String, Object> data = new HashMap<>();
        data.put("title", "储罐区甲烷偏高");
        data.put("enterprise", enterprise);
        return new Entry(id, id, new Subject("hazard", number), "hazard.registered", House.NOW, House.NOW, "wang.fang", "王芳", data, null, null, "00");
    }

    @BeforeEach
    void aBookWithOneHazardChecked() throws Exception {
        house = new House();
        book = house.book();
        book.heard(registered(1, "YH-2026-000001", ENTERPRISE));
        book.check("YH-2026-000001", "ch4", 0.4, OPERATOR);
    }

    @Override
    public ReportSource source() {
        return new GasReport(book);
    }

    @Override
    public Period busy() {
        return Period.monthOf(LocalDate.of(2026, 11, 22));
    }

    @Test
    void aHazardHeardTwiceStandsOnce() {
        book.heard(registered(1, "YH-2026-000001", ENTERPRISE));
        assertThat(book.lines(Scope.EVERYWHERE)).hasSize(1);
    }

    @Test
    void aCheckStandsBesideItsHazardAndIsToldToTheJournal() {
        assertThat(book.lines(Scope.EVERYWHERE)).singleElement().satisfies(line -> {
            assertThat(line.value()).isEqualTo(0.4);
            assertThat(line.account()).isEqualTo("wang.fang");
        });
        assertThat(house.facts).singleElement().satisfies(fact -> {
            assertThat(fact.name()).isEqualTo("acme.hazard-checked");
            assertThat(fact.subject()).isEqualTo(new Subject("hazard", "YH-2026-000001"));
        });
    }

    @Test
    void anUnknownHazardIsNotChecked() {
        assertThatThrownBy(() -> book.check("YH-2026-000009", "ch4", 1, OPERATOR)).isInstanceOf(Problem.NotFound.class);
        assertThat(house.facts).hasSize(1);
    }

    @Test
    void whatLiesOutsideTheScopeIsAsIfItWereNot() {
        Scope other = new Scope(false, Set.of(), Set.of("anju"), Set.of());
        assertThat(book.lines(other)).isEmpty();
        assertThat(book.lines(new Scope(false, Set.of(), Set.of(), Set.of(new CreditCode(ENTERPRISE))))).hasSize(1);
        Actor stranger = new Actor("li.qiang", "李强", Actor.Kind.PERSON, Set.of("operator"), other);
        assertThatThrownBy(() -> book.check("YH-2026-000001", "ch4", 1, stranger)).isInstanceOf(Problem.NotFound.class);
    }
}
