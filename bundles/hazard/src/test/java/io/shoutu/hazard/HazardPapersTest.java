package io.shoutu.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.documents.Documents;
import io.shoutu.api.documents.Format;
import io.shoutu.api.documents.Tag;
import io.shoutu.api.hazard.HazardReport;
import io.shoutu.commons.testing.House;
import io.shoutu.hazard.documents.HazardPapers;
import io.shoutu.hazard.documents.HazardRegister;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a hazard hands to its sheet. */
class HazardPapersTest {
    private static final Actor OPERATOR = House.actor("zhang.wei", "operator");
    private final HazardRoom room = new HazardRoom();
    private final Map<String, Object> seen = new HashMap<>();
    private final HazardPapers papers = new HazardPapers(room.hazards, room.house.journal(), room.photos, room.house.directory(), room.house.clock());

    @AfterEach
    void leave() {
        room.close();
    }

    private void documentsArrive() {
        papers.bind((code, model, format, asOf) -> {
            seen.putAll(model);
            return new Documents.Rendered(new byte[] {1}, format, code, "出厂-1", "", "", "", List.of(), List.of());
        });
    }

    @Test
    void theSheetTellsTheHazardAndItsHistoryUnderDeclaredTags() {
        String number = room.hazards.report(new HazardReport("通道堵塞", "二楼疏散通道堆放杂物", null, null, "二楼", "inspection", List.of()), OPERATOR, null).number();
        room.hazards.verify(number, null, "属实", OPERATOR);
        documentsArrive();
        assertThat(papers.register(number, Format.DOCX, OPERATOR).template()).isEqualTo("hazard.register");
        assertThat(new HazardRegister().tags().stream().map(Tag::name).toList()).containsAll(seen.keySet());
        assertThat(seen).containsEntry("number", number).containsEntry("title", "通道堵塞").containsEntry("state", "已核实").containsEntry("grade", "尚未定级");
        assertThat((List<?>) seen.get("history")).hasSize(2).last().satisfies(row -> assertThat(((Map<?, ?>) row).get("note")).isEqualTo("属实"));
    }

    @Test
    void withoutTheDocumentsBrickTheRoomSaysSo() {
        String number = room.hazards.report(new HazardReport("通道堵塞", null, null, null, null, "inspection", List.of()), OPERATOR, null).number();
        assertThatThrownBy(() -> papers.register(number, Format.PDF, OPERATOR)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("文书服务");
    }
}
