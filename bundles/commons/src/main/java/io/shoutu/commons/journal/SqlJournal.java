package io.shoutu.commons.journal;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.journal.Chain;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.sql.Sql;
import io.shoutu.commons.store.JdbcTx;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The journal (日志) on SQL. */
@Component(service = {Journal.class, Metrics.class})
public final class SqlJournal implements Journal, Metrics {
    /** A chain longer than this is cut; it would no longer fit on a page anyone reads. */
    private static final int LONGEST_CHAIN = 500;

    private final Clock clock;
    private final UnitOfWork work;
    private final JournalStore store;
    private final EntryIds ids;
    private final Sealer sealer;
    private final AtomicLong written = new AtomicLong();

    @Activate
    public SqlJournal(@Reference Clock clock, @Reference UnitOfWork work, @Reference Sql sql, @Reference EntryIds ids, @Reference Sealer sealer,
            @Reference(target = "(word=commons)") Schema schema) {
        this.clock = clock;
        this.work = work;
        this.store = new JournalStore(sql);
        this.ids = ids;
        this.sealer = sealer;
    }

    @Override
    public long write(Tx tx, Fact fact) {
        try {
            long id = store.insert((JdbcTx) tx, sealer.open((JdbcTx) tx, ids), fact, clock.instant());
            sealer.written((JdbcTx) tx, id);
            tx.afterCommit(written::incrementAndGet);
            return id;
        } catch (SQLException e) {
            throw new StoreFailure("journal entry could not be written: " + fact.name() + " " + fact.subject(), e);
        }
    }

    @Override
    public Page<Entry> read(Query query) {
        Long cursor = cursor(query.cursor());
        return work.run(tx -> {
            List<Entry> rows = store.read(tx, query, cursor, query.limit() + 1);
            boolean more = rows.size() > query.limit();
            List<Entry> items = more ? rows.subList(0, query.limit()) : rows;
            String next = more ? Long.toString(items.get(items.size() - 1).seal()) : null;
            return new Page<>(items, next, store.count(tx, query));
        });
    }

    private static Long cursor(String text) {
        try {
            return text == null || text.isEmpty() ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new Problem.Invalid("cursor", "cursor", "翻页标记无法识别，请从第一页重新开始：" + text);
        }
    }

    @Override
    public List<Entry> timeline(Subject subject) {
        return work.run(tx -> store.timeline(tx, subject));
    }

    @Override
    public Chain chain(Subject start) {
        return work.run(tx -> {
            Map<Subject, Chain.Node> nodes = new LinkedHashMap<>();
            Map<Subject, Instant> firstEffect = new LinkedHashMap<>();
            Set<Chain.Link> links = new LinkedHashSet<>();
            Set<Subject> seen = new LinkedHashSet<>(Set.of(start));
            Deque<Subject> open = new ArrayDeque<>(seen);
            while (!open.isEmpty()) {
                Subject subject = open.poll();
                Set<Subject> near = new LinkedHashSet<>();
                for (Subject cause : store.causes(tx, subject)) {
                    links.add(new Chain.Link(cause, subject));
                    near.add(cause);
                }
                store.effects(tx, subject).forEach((effect, happened) -> {
                    links.add(new Chain.Link(subject, effect));
                    firstEffect.merge(subject, happened, (a, b) -> a.isBefore(b) ? a : b);
                    near.add(effect);
                });
                nodes.put(subject, node(tx, subject, firstEffect.get(subject)));
                for (Subject next : near) {
                    if (seen.size() < LONGEST_CHAIN && seen.add(next)) {
                        open.add(next);
                    }
                }
            }
            links.removeIf(l -> l.cause().equals(l.effect()) || !nodes.containsKey(l.cause()) || !nodes.containsKey(l.effect()));
            return new Chain(causesFirst(nodes.values(), links), List.copyOf(links));
        });
    }

    @Override
    public Map<Subject, List<Subject>> effects(Collection<Subject> causes) {
        Map<String, Set<String>> byKind = new LinkedHashMap<>();
        causes.forEach(cause -> byKind.computeIfAbsent(cause.kind(), kind -> new LinkedHashSet<>()).add(cause.number()));
        return work.run(tx -> {
            Map<Subject, List<Subject>> all = new LinkedHashMap<>();
            byKind.forEach((kind, numbers) -> store.effects(tx, kind, numbers).forEach((cause, effects) -> {
                effects.remove(cause);
                if (!effects.isEmpty()) {
                    all.put(cause, List.copyOf(effects));
                }
            }));
            return all;
        });
    }

    /** By the time of the first fact; where that is the same moment, as with a reading and its alarm, the cause stands before its effect. */
    private static List<Chain.Node> causesFirst(Collection<Chain.Node> nodes, Set<Chain.Link> links) {
        List<Chain.Node> left = new ArrayList<>(nodes);
        left.sort(Comparator.comparing(Chain.Node::first, Comparator.nullsLast(Comparator.naturalOrder())));
        List<Chain.Node> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Instant moment = left.get(0).first();
            List<Subject> together = left.stream().filter(n -> Objects.equals(n.first(), moment)).map(Chain.Node::subject).toList();
            // Records can cause each other in a circle (merged and released); then the first of them goes first.
            Chain.Node next = left.stream().filter(n -> together.contains(n.subject()))
                    .filter(n -> links.stream().noneMatch(l -> l.effect().equals(n.subject()) && together.contains(l.cause())))
                    .findFirst().orElse(left.get(0));
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private Chain.Node node(Tx tx, Subject subject, Instant firstEffect) {
        List<Entry> entries = store.timeline(tx, subject);
        if (entries.isEmpty()) {
            return new Chain.Node(subject, firstEffect, null, null, subject.number());
        }
        Entry first = entries.get(0);
        String title = first.text("title");
        return new Chain.Node(subject, first.happened(), first.name(), entries.get(entries.size() - 1).name(),
                title == null || title.isBlank() ? subject.number() : title);
    }

    @Override
    public Following follow(Consumer<List<Entry>> consumer) {
        // A copy per call, so that one consumer given twice is two followings and each ends alone.
        Consumer<List<Entry>> own = entries -> consumer.accept(entries);
        sealer.follow(own);
        return () -> sealer.unfollow(own);
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.counter("shoutu_journal_entries_total", "Journal entries committed since the start", written.get()),
                Metric.counter("shoutu_journal_sealed_total", "Journal entries sealed since the start", sealer.sealed()),
                Metric.gauge("shoutu_journal_unsealed", "Journal entries committed and waiting for their seal", sealer.backlog()));
    }
}
