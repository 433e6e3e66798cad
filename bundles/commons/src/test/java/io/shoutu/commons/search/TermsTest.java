package io.shoutu.commons.search;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTest {
    @ParameterizedTest
    @CsvSource({"安澜恒渡化工有限公司, alhd", "安澜恒渡化工有限公司, hdhg", "安澜恒渡化工有限公司, hengduhua", "安澜恒渡化工有限公司, 恒渡", "安澜恒渡化工有限公司, 化工有限",
        "单雄信, dxx", "单雄信, sxx", "单雄信, chanxiong", "曾国, zg", "曾国, zengguo", "重庆路社区, cqlsq", "重庆路社区, zqlsq", "解晓东, xxd", "解晓东, jxd", "尉迟恭, ycg", "林潮生, sheng",
        "吕布, lvbu", "ABC第2车间, abcd2cj", "ABC第2车间, 第2", "ＡＬ化工, alhg", "程 观澜, cgl", "鑫垚, xy"})
    void aNameIsFoundByItsPartsItsInitialsAndItsPinyin(String name, String typed) {
        assertThat(Terms.ofName(name)).as("%s by %s", name, typed).anyMatch(word -> word.startsWith(typed));
    }

    @ParameterizedTest
    @CsvSource({"安澜恒渡化工有限公司, 有限公司", "安澜恒渡化工有限公司, yxgs", "安澜恒渡化工有限公司, gdh", "林潮生, lcx"})
    void whatItIsNotCalledFindsItNot(String name, String typed) {
        assertThat(Terms.ofName(name)).noneMatch(word -> word.startsWith(typed));
    }

    @Test
    void aNumberIsFoundFromEachOfItsParts() {
        assertThat(Terms.ofCode("YH-2026-000123")).containsExactlyInAnyOrder("yh-2026-000123", "2026-000123", "000123");
        assertThat(Terms.ofCode("91350100M000100Y43")).containsExactlyInAnyOrder("91350100m000100y43", "m000100y43");
    }

    @Test
    void aNameHasFewWords() {
        assertThat(Terms.ofName("安澜澄源精细化工有限公司")).hasSizeLessThan(60);
        assertThat(Terms.ofName("林潮生")).hasSizeLessThan(20);
    }

    @Property(tries = 300)
    void everyNameIsCutToWhatTheTableHolds(@ForAll @StringLength(max = 400) String name) {
        assertThat(Terms.ofName(name)).allSatisfy(word -> assertThat(word.length()).isBetween(1, 40));
    }
}
