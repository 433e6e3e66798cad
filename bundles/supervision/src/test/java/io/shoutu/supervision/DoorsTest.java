package io.shoutu.supervision;

import static io.shoutu.supervision.SupervisionRoom.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.api.documents.DocumentTemplateContract;
import io.shoutu.api.documents.Documents;
import io.shoutu.api.documents.Format;
import io.shoutu.api.documents.Tag;
import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.duty.DutyEvidenceContract;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.search.SearchSource;
import io.shoutu.api.search.SearchSourceContract;
import io.shoutu.api.todo.Waiting;
import io.shoutu.api.todo.WaitingContract;
import io.shoutu.supervision.documents.PaperTemplate;
import io.shoutu.supervision.documents.SupervisionPapers;
import io.shoutu.supervision.domain.Addressee;
import io.shoutu.supervision.domain.Draft;
import io.shoutu.supervision.domain.Flow;
import io.shoutu.supervision.domain.Said;
import io.shoutu.supervision.domain.Verb;
import io.shoutu.supervision.ui.PapersWaiting;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The room at the doors of the house: search, queue, duty, paper. */
class DoorsTest {
    private static SupervisionRoom room;
    private static String known;

    @BeforeAll
    static void open() {
        room = new SupervisionRoom();
        known = draft("reminder", "督促液氨罐区整改");
        issue(known);
        issue(draft("notice", "督促液氨机房整改"));
        draft("notice", "等待提交的文稿");
        room.hazard("hazard.overdue", "YH-2026-000007", "RECTIFYING", LocalDate.of(2026, 2, 10), null);
    }

    private static void issue(String number) {
        room.supervision.move(number, null, Verb.SUBMISSION, Said.NOTHING, OFFICE);
        room.supervision.move(number, null, Verb.APPROVAL, Said.NOTHING, DIRECTOR);
        room.supervision.move(number, null, Verb.ISSUE, Said.NOTHING, OFFICE);
    }

    private static String draft(String kind, String title) {
        return room.supervision.draft(new Draft(kind, title, "问题", null, "要求", new Addressee(Addressee.Sort.UNIT, "yjj"), List.of(new Addressee(Addressee.Sort.UNIT, "xz400")), FIRM.text(), null, null, LocalDate.of(2026, 12, 1)), OFFICE).number();
    }

    @AfterAll
    static void leave() {
        room.close();
    }

    @Nested
    class Search implements SearchSourceContract {
        @Override
        public SearchSource source() {
            return new SupervisionSearch(room.supervision);
        }

        @Override
        public String typed() {
            return "液氨";
        }

        @Override
        public Subject known() {
            return new Subject("supervision", known);
        }
    }

    @Nested
    class Queue implements WaitingContract {
        @Override
        public Waiting waiting() {
            return new PapersWaiting(room.house.work(), room.store, room.ladder, room.pointStore, room.addressing, room.house.clock());
        }

        @Override
        public Actor busy() {
            return OFFICE;
        }

        @Test
        void theAddresseeIsAskedToSignWhatHasGoneOut() {
            String out = draft("reminder", "请签收");
            room.supervision.move(out, null, Verb.SUBMISSION, Said.NOTHING, OFFICE);
            assertThat(waiting().waitingFor(DIRECTOR, 9).tasks()).extracting(t -> t.subject().number()).contains(out);
            room.supervision.move(out, null, Verb.APPROVAL, Said.NOTHING, DIRECTOR);
            assertThat(waiting().waitingFor(BUREAU, 9).tasks()).extracting(t -> t.subject().number()).doesNotContain(out);
            room.supervision.move(out, null, Verb.ISSUE, Said.NOTHING, OFFICE);
            assertThat(waiting().waitingFor(BUREAU, 9).tasks()).filteredOn(t -> t.subject().number().equals(out)).singleElement().satisfies(t -> assertThat(t.action()).isEqualTo("签收"));
        }
    }

    @Nested
    class Duty implements DutyEvidenceContract {
        @Override
        public DutyEvidence evidence() {
            return new SupervisionDuty();
        }

        @Override
        public List<Entry> provingEntries() {
            return evidence().facts().stream().map(fact -> entry(fact, "boss", Map.of())).toList();
        }

        private Entry entry(String fact, String account, Map<String, Object> data) {
            return new Entry(7, 7, new Subject("supervision", "DB-2026-000001"), fact, Instant.EPOCH, Instant.EPOCH, account, "某人", data, null, null, null);
        }

        @Test
        void whatThePlatformDoesOrAnOfficerRecordsForAnotherIsNobodysDuty() {
            assertThat(evidence().of(entry("supervision.issued", "system:supervision", Map.of()))).isEmpty();
            assertThat(evidence().of(entry("supervision.replied", "office", Map.of("onBehalf", true)))).isEmpty();
            assertThat(evidence().of(entry("supervision.interviewed", "boss", Map.of()))).hasSize(1);
        }
    }

    abstract static class Template implements DocumentTemplateContract {
        private final Flow flow;

        Template(Flow flow) {
            this.flow = flow;
        }

        @Override
        public DocumentTemplate template() {
            return new PaperTemplate(flow);
        }
    }

    @Nested
    class Letter extends Template {
        Letter() {
            super(Flow.LETTER);
        }
    }

    @Nested
    class Interview extends Template {
        Interview() {
            super(Flow.INTERVIEW);
        }
    }

    @Nested
    class Listing extends Template {
        Listing() {
            super(Flow.LISTING);
        }
    }

    @Nested
    class Investigation extends Template {
        Investigation() {
            super(Flow.INVESTIGATION);
        }
    }

    @Nested
    class Instruction extends Template {
        Instruction() {
            super(Flow.INSTRUCTION);
        }
    }

    @Nested
    class Circular extends Template {
        Circular() {
            super(Flow.CIRCULAR);
        }
    }

    @ParameterizedTest
    @EnumSource(Flow.class)
    void everyPaperHandsItsTemplateOnlyWhatItDeclares(Flow flow) {
        String kind = room.supervision.rulebook().kinds().stream().filter(k -> k.flow() == flow).findFirst().orElseThrow().code();
        String number = draft(kind, "打印 " + flow.label());
        SupervisionPapers papers = new SupervisionPapers(room.supervision, room.addressing, new SupervisionRules("县安委办", "3", true, ""), room.house.clock());
        assertThatThrownBy(() -> papers.print(number, Format.PDF, OFFICE)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("文书服务");
        Map<String, Object> seen = new HashMap<>();
        papers.bind((code, model, format, asOf) -> {
            seen.putAll(model);
            return new Documents.Rendered(new byte[] {1}, format, code, "出厂-1", "", "", "", List.of(), List.of());
        });
        assertThat(papers.print(number, Format.DOCX, OFFICE).template()).isEqualTo(new PaperTemplate(flow).code());
        assertThat(new PaperTemplate(flow).tags().stream().map(Tag::name).toList()).containsAll(seen.keySet());
        assertThat(seen).containsEntry("organ", "县安委办").containsEntry("document", "（文稿，未编号）").containsEntry("cc", "经济开发区管理委员会");
    }
}
