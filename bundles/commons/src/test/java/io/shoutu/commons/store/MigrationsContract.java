package io.shoutu.commons.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.commons.store.Migrations.Script;
import io.shoutu.commons.testing.House;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How scripts must run, whatever database is below. */
abstract class MigrationsContract {
    private final House house;

    MigrationsContract(House house) {
        this.house = house;
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void eachScriptRunsOnceAndEachWordHasItsOwnHistory() throws Exception {
        Script first = new Script("V001__first.sql", "CREATE TABLE toy_a (id BIGINT NOT NULL PRIMARY KEY, content ${blob}, note ${clob}, moment ${timestamp});");
        Script second = new Script("V002__second.sql", "CREATE TABLE toy_b (id BIGINT NOT NULL PRIMARY KEY);");
        assertThat(Migrations.run(house.source(), "toy", List.of(first))).isEqualTo("001");
        assertThat(Migrations.run(house.source(), "toy", List.of(first, second))).isEqualTo("002");
        assertThat(Migrations.run(house.source(), "toy", List.of(first, second))).isEqualTo("002");
        assertThat(Migrations.run(house.source(), "other", List.of(new Script("V001__other.sql", "CREATE TABLE other_a (id BIGINT NOT NULL PRIMARY KEY);"))))
                .isEqualTo("001");
    }

    @Test
    void aScriptThatFailsIsNamed() {
        assertThatThrownBy(() -> Migrations.run(house.source(), "toy", List.of(new Script("V001__broken.sql", "CREATE TABEL toy (id BIGINT);"))))
                .hasMessageContaining("V001__broken.sql");
    }

    @Test
    void aReleasedScriptThatWasEditedIsRefused() throws Exception {
        Migrations.run(house.source(), "toy", List.of(new Script("V001__first.sql", "CREATE TABLE toy_a (id BIGINT NOT NULL PRIMARY KEY);")));
        assertThatThrownBy(() -> Migrations.run(house.source(), "toy",
                List.of(new Script("V001__first.sql", "CREATE TABLE toy_a (id INTEGER NOT NULL PRIMARY KEY);"))))
                .hasMessageContaining("checksum");
    }
}
