package io.shoutu.responsibility;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.responsibility.domain.Assistant;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.ListState;
import io.shoutu.responsibility.domain.NoteStore;
import io.shoutu.responsibility.domain.Remark;
import io.shoutu.responsibility.domain.Signature;
import io.shoutu.responsibility.domain.Tally;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is written beside a list (履职台账): remarks and signatures, and who may write them for the holder. Acts are never written here. */
@Component(service = Ledger.class)
public final class Ledger {
    /** Kind of the subject of an assistant. */
    public static final String ASSISTANT = "duty-assistant";

    private final UnitOfWork work;
    private final NoteStore store;
    private final Journal journal;
    private final Directory directory;
    private final DutyLists lists;
    private final Fulfilment fulfilment;
    private final Clock clock;

    @Activate
    public Ledger(@Reference UnitOfWork work, @Reference NoteStore store, @Reference Journal journal, @Reference Directory directory, @Reference DutyLists lists,
            @Reference Fulfilment fulfilment, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.journal = journal;
        this.directory = directory;
        this.lists = lists;
        this.fulfilment = fulfilment;
        this.clock = clock;
    }

    /**
     * Says something about a duty in a slot: why it is late, for which day it is now meant (R13). By the holder, who assists him, or anybody of a body that bears it.
     *
     * @param slot first day of the slot
     * @param planned or null
     */
    public Remark remark(String id, String code, LocalDate slot, String text, LocalDate planned, Actor by) {
        if (text == null || text.isBlank() || text.length() > 1000) {
            throw new Problem.Invalid("text-required", "text", "请填写说明（不超过 1000 字）");
        }
        DutyList list = inForce(id, by);
        if (!holds(list, by) && !assists(list, by)) {
            throw new Problem.Forbidden("not-the-bearer", "只有责任人本人或其工作协助人可以填报说明");
        }
        boolean known = fulfilment.of(list, clock.instant()).tally().lines().stream().anyMatch(line -> line.duty().code().equals(code) && line.slot().span().first().equals(slot));
        if (!known) {
            throw new Problem.Invalid("slot-unknown", "slot", "清单中没有条目 " + code + " 在 " + slot + " 起的履职时段，或该时段尚未开始");
        }
        Remark remark = new Remark(newId(), list.number(), list.edition(), code, slot, text.strip(), planned, by.account(), now());
        work.execute(tx -> {
            store.add(tx, remark);
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("code", code);
            data.put("slot", slot.toString());
            data.put("planned", planned == null ? null : planned.toString());
            data.put("note", remark.text());
            journal.write(tx, new Fact(list.subject(), ResponsibilityFacts.REMARK_ADDED, remark.made(), by, data));
        });
        return remark;
    }

    /** The holder puts his name to the standing as it is now (签认). Nobody can do that for him. */
    public Signature sign(String id, Actor by) {
        DutyList list = inForce(id, by);
        if (!holds(list, by)) {
            throw new Problem.Forbidden("not-the-holder", assists(list, by) ? "工作协助人可以填报说明、提交材料，不能代为签认，请由责任人本人签认" : "只有责任人本人可以签认履职台账");
        }
        Tally tally = fulfilment.of(list, clock.instant()).tally();
        unsignable(tally, remarks(list)).ifPresent(why -> {
            throw new Problem.IllegalMove("items-unanswered", why);
        });
        Signature signature = new Signature(newId(), list.number(), list.edition(), by.account(), now(), tally.required(), tally.done(), tally.capped(), digest(tally));
        work.execute(tx -> {
            store.add(tx, signature);
            journal.write(tx, new Fact(list.subject(), ResponsibilityFacts.LIST_SIGNED, signature.at(), by,
                    Map.of("required", signature.required(), "done", signature.done(), "capped", signature.capped(), "digest", signature.digest())));
        });
        return signature;
    }

    /** Why it cannot be signed yet, naming every item that is overdue and unexplained, or empty. */
    public Optional<String> unsignable(Tally tally, List<Remark> remarks) {
        List<Tally.Line> open = tally.unanswered(remarks, Legal.day(clock.instant()));
        return open.isEmpty() ? Optional.empty() : Optional.of("还有 " + open.size() + " 项已过期限，既没有履职记录，也没有填报说明，请先履职或逐项填报说明再签认："
                + open.stream().map(line -> "条目 " + line.duty().code() + "（" + line.slot().span().label() + "）").collect(Collectors.joining("、")));
    }

    public List<Remark> remarks(DutyList list) {
        return work.run(tx -> store.remarks(tx, list.number(), list.edition()));
    }

    public List<Signature> signatures(DutyList list) {
        return work.run(tx -> store.signatures(tx, list.number(), list.edition()));
    }

    /** The hash over the acts that count, in their order: the same acts give the same. */
    public static String digest(Tally tally) {
        String text = tally.lines().stream().map(line -> line.duty().code() + "@" + line.slot().span().first() + ":"
                + line.counted().stream().map(c -> c.act().entry() + "/" + c.act().kind()).collect(Collectors.joining(","))).collect(Collectors.joining("\n"));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Appoints an assistant (任命工作协助人). The post must be held by somebody else. */
    public Assistant appoint(Bearer post, String account, String delegation, LocalDate from, Actor by) {
        Assistant assistant = new Assistant(UUID.randomUUID().toString(), post, account, delegation, from == null ? Legal.day(clock.instant()) : from, null, by.account());
        if (directory.personOfAccount(account).isEmpty()) {
            throw new Problem.Invalid("account-unknown", "account", "名录中没有使用账号 " + account + " 的人员");
        }
        if (post.held(lists.holders(post)).isEmpty()) {
            throw new Problem.Invalid("post-unknown", "title", "名录中“" + post.unitName(directory) + "”没有人担任过职务“" + post.title() + "”");
        }
        if (holder(post, account)) {
            throw new Problem.Invalid("same-person", "account", "责任人不能是自己的工作协助人");
        }
        work.execute(tx -> {
            store.keep(tx, assistant);
            journal.write(tx, new Fact(new Subject(ASSISTANT, assistant.id()), ResponsibilityFacts.ASSISTANT_APPOINTED, now(), by,
                    Map.of("unit", post.unit(), "post", post.title(), "assistant", account, "from", assistant.from().toString())));
        });
        return assistant;
    }

    /** Ends an appointment with its last day; the row stays. */
    public Assistant end(String id, LocalDate lastDay, Actor by) {
        return work.run(tx -> {
            Assistant before = store.assistants(tx, null, null).stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow(() -> Problem.NotFound.of(new Subject(ASSISTANT, id)));
            if (before.to() != null) {
                throw new Problem.IllegalMove("assistant-ended", "该协助关系已于 " + before.to() + " 结束");
            }
            LocalDate last = lastDay == null ? Legal.day(clock.instant()) : lastDay;
            Assistant ended = new Assistant(before.id(), before.post(), before.account(), before.delegation(), before.from(), last, before.appointedBy());
            store.keep(tx, ended);
            journal.write(tx, new Fact(new Subject(ASSISTANT, id), ResponsibilityFacts.ASSISTANT_ENDED, now(), by, Map.of("to", last.toString())));
            return ended;
        });
    }

    /** All appointments, past ones too. */
    public List<Assistant> assistants() {
        return work.run(tx -> store.assistants(tx, null, null));
    }

    /** Whether this actor holds the post of the list today, or belongs to the body that bears it. */
    public boolean holds(DutyList list, Actor by) {
        if (!list.bearer().body()) {
            return holder(list.bearer(), by.account());
        }
        return directory.personOfAccount(by.account()).filter(person -> list.bearer().unit().equals(person.unit())
                || lists.holders(list.bearer(), Legal.day(clock.instant())).stream().anyMatch(position -> position.person().equals(person.id()))).isPresent();
    }

    public boolean assists(DutyList list, Actor by) {
        LocalDate today = Legal.day(clock.instant());
        return !list.bearer().body() && work.run(tx -> store.assistants(tx, list.bearer(), by.account())).stream().anyMatch(assistant -> assistant.on(today));
    }

    private boolean holder(Bearer post, String account) {
        LocalDate today = Legal.day(clock.instant());
        return directory.personOfAccount(account).filter(person -> post.held(lists.holders(post, today)).stream().anyMatch(position -> position.person().equals(person.id())))
                .isPresent();
    }

    private DutyList inForce(String id, Actor by) {
        DutyList list = lists.get(id, by);
        if (list.state() != ListState.PUBLISHED) {
            throw new Problem.IllegalMove("list-not-in-force", "清单当前为“" + list.state().label() + "”，只有执行中的清单可以填报或签认");
        }
        return list;
    }

    /** By chance: rows are ordered by when they were made. */
    private long newId() {
        return UUID.randomUUID().getMostSignificantBits() >>> 1;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
