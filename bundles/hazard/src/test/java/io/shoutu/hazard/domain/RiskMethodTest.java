package io.shoutu.hazard.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.hazard.RiskLevel;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskMethodTest {
    @ParameterizedTest
    @CsvSource({"10,10,100,10000,MAJOR", "0.1,0.5,1,0.05,LOW", "6,6,15,540,MAJOR", "1,10,40,400,MAJOR", "6,6,7,252,CONSIDERABLE", "3,6,15,270,CONSIDERABLE", "1,10,15,150,GENERAL",
            "1,10,7,70,LOW", "3,6,7,126,GENERAL", "0.5,6,7,21,LOW"})
    void lecIsReckonedExactlyAndItsEdgesExcludeThemselves(String l, String e, String c, String d, RiskLevel level) {
        RiskMethod.Result result = Risks.LEC.reckon(Map.of("L", n(l), "E", n(e), "C", n(c)));
        assertThat(result.score()).isEqualByComparingTo(d);
        assertThat(result.level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"5,5,MAJOR", "4,5,MAJOR", "5,3,CONSIDERABLE", "4,4,CONSIDERABLE", "3,3,GENERAL", "3,4,GENERAL", "2,4,LOW", "1,1,LOW"})
    void lsEdgesIncludeThemselves(String l, String s, RiskLevel level) {
        assertThat(Risks.LS.reckon(Map.of("L", n(l), "S", n(s))).level()).isEqualTo(level);
    }

    @Test
    void onlyScoresOfTheScaleAreTaken() {
        assertThatThrownBy(() -> Risks.LEC.reckon(Map.of("L", n("5"), "E", n("6"), "C", n("15")))).isInstanceOfSatisfying(Problem.Invalid.class, p -> {
            assertThat(p.code()).isEqualTo("risk-score");
            assertThat(p.field()).isEqualTo("L");
            assertThat(p.getMessage()).contains("只能取 10、6、3、1、0.5、0.2、0.1");
        });
        assertThatThrownBy(() -> Risks.LEC.reckon(Map.of("L", n("6"), "C", n("15")))).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void aPostedResultThatIsNotTheProductIsRefused() {
        Map<String, BigDecimal> inputs = Map.of("L", n("3"), "E", n("6"), "C", n("15"));
        assertThat(Risks.LEC.assess(inputs, n("270.0"), "anna", Hazards.TODAY).score()).isEqualByComparingTo("270");
        assertThatThrownBy(() -> Risks.LEC.assess(inputs, n("150"), "anna", Hazards.TODAY))
                .isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("score-mismatch"));
    }

    @Test
    void bandsGoDownAndEndOpen() {
        List<RiskMethod.Band> wrong = List.of(new RiskMethod.Band(n("70"), false, RiskLevel.GENERAL), new RiskMethod.Band(n("160"), false, RiskLevel.CONSIDERABLE), new RiskMethod.Band(null, false, RiskLevel.LOW));
        assertThatThrownBy(() -> new RiskMethod(RiskMethod.Kind.LEC, 2, "新版", "省指南", Hazards.TODAY, RiskMethod.State.DRAFT, Risks.LEC.factors(), wrong, Map.of())).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> new RiskMethod(RiskMethod.Kind.MATRIX, 2, "新版", "省指南", Hazards.TODAY, RiskMethod.State.DRAFT, Risks.LS.factors(), List.of(), Map.of("1 1", RiskLevel.LOW)))
                .hasMessageContaining("矩阵缺少");
    }

    // ---- GB 18218-2018 ----

    @Test
    void theWorkedOraclesOfMajorSources() {
        assertMajor(MajorSource.of(List.of(stock("氨", "10", "2", "60")), 40), "6", "14.4", 3);
        assertMajor(MajorSource.of(List.of(stock("汽油", "200", "1", "150"), stock("甲醇", "500", "1", "200")), 10), "1.15", "1.15", 4);
        assertMajor(MajorSource.of(List.of(stock("氯", "5", "4", "20")), 120), "4", "32", 3);
    }

    @Test
    void theSumDecidesWhetherAndTheGradeDoesNot() {
        // 9.9 t of ammonia beside 200 people: R = 2 × 2 × 0.99 = 3.96, and yet S < 1: it is none.
        MajorSource none = MajorSource.of(List.of(stock("氨", "10", "2", "9.9")), 200);
        assertThat(none.grade()).isNull();
        assertThat(none.verdict()).startsWith("不构成重大危险源");
        assertThat(MajorSource.of(List.of(stock("氨", "10", "2", "10")), 0).grade()).as("S = 1 is one").isEqualTo(4);
        // Three thirds are one, whatever is lost in decimals on the way.
        assertThat(MajorSource.of(List.of(stock("甲", "3", "1", "1"), stock("乙", "3", "1", "1"), stock("丙", "3", "1", "1.0000000001")), 1).grade()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"0,0.5", "1,1.0", "29,1.0", "30,1.2", "49,1.2", "50,1.5", "99,1.5", "100,2.0"})
    void alphaGoesByThePeopleOutside(int people, String alpha) {
        assertThat(MajorSource.of(List.of(stock("氨", "10", "2", "10")), people).alpha()).isEqualByComparingTo(alpha);
    }

    @ParameterizedTest
    @CsvSource({"500,1", "250,2", "249.9,3", "50,3", "49.9,4"})
    void gradesIncludeTheirLowerEdge(String tonnes, int grade) {
        assertThat(MajorSource.of(List.of(stock("氨", "10", "2", tonnes)), 1).grade()).isEqualTo(grade);
    }

    private static void assertMajor(MajorSource source, String s, String r, int grade) {
        assertThat(source.s()).isEqualByComparingTo(s);
        assertThat(source.r()).isEqualByComparingTo(r);
        assertThat(source.grade()).isEqualTo(grade);
    }

    private static MajorSource.Stock stock(String name, String critical, String beta, String tonnes) {
        return new MajorSource.Stock(new MajorSource.Substance(name, "", n(critical), n(beta), "test"), n(tonnes));
    }

    private static BigDecimal n(String text) {
        return new BigDecimal(text);
    }
}
