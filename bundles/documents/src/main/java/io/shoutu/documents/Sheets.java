package io.shoutu.documents;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.documents.registers.Register;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Lists of the directory by the sheet (名录批量导入导出): every row is decided on its own, and the same sheet twice changes nothing. */
@Component(service = Sheets.class)
public final class Sheets {
    /** Rows stored in one transaction, few enough that nobody who searches meanwhile waits long; where one is refused after all, they are taken one by one. */
    private static final int TOGETHER = 25;
    private final UnitOfWork work;
    private final Workbooks workbooks;
    private final List<Register> registers = new CopyOnWriteArrayList<>();

    @Activate
    public Sheets(@Reference UnitOfWork work, @Reference Workbooks workbooks) {
        this.work = work;
        this.workbooks = workbooks;
    }

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void addRegister(Register register) {
        registers.add(register);
    }

    void removeRegister(Register register) {
        registers.remove(register);
    }

    /**
     * What became of a sheet (导入结果), or would become of it.
     *
     * @param committed whether it was stored; a preview stores nothing
     * @param stored rows that are new or change something
     * @param created of these, the new ones
     * @param changed of these, those that change what stands
     * @param unchanged rows that stood in the directory already
     * @param refused rows that cannot be taken; {@code faults} say why
     * @param ignored headings nobody asked for
     */
    public record Outcome(boolean committed, int stored, int created, int changed, int unchanged, int refused, List<Workbooks.Fault> faults, List<String> ignored) {}

    /** An outcome and the verdict on each good line. */
    public record Imported(Outcome outcome, Map<Integer, String> good) {}

    private record Line(int number, Register.Change change) {}

    /** All lists that travel as sheets, by name. */
    public List<Register> all() {
        return registers.stream().sorted(Comparator.comparing(Register::name)).toList();
    }

    /** @throws Problem.NotFound where there is no such list */
    public Register register(String name) {
        return registers.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow(() -> new Problem.NotFound("register-not-found", "没有这种名录表：" + name));
    }

    /**
     * Takes what can be taken, or only says what could be.
     *
     * @param commit whether to store; otherwise nothing changes
     */
    public Imported take(Register register, byte[] file, boolean commit, Actor by) {
        Workbooks.Reading reading = workbooks.read(register.sheet(), file);
        List<Workbooks.Fault> faults = new ArrayList<>(reading.faults());
        List<Line> lines = judge(register, reading, faults);
        Map<Integer, String> good = new TreeMap<>();
        int[] counts = new int[Register.Effect.values().length];
        for (int from = 0; from < lines.size(); from += TOGETHER) {
            List<Line> together = lines.subList(from, Math.min(lines.size(), from + TOGETHER));
            if (commit) {
                store(register, together, by, faults);
            }
        }
        Map<Integer, Boolean> wrong = new HashMap<>();
        faults.forEach(fault -> wrong.put(fault.line(), true));
        for (Line line : lines) {
            if (!wrong.containsKey(line.number())) {
                counts[line.change().effect().ordinal()]++;
                good.put(line.number(), verdict(line.change(), commit));
            }
        }
        faults.sort(Comparator.comparingInt(Workbooks.Fault::line));
        int created = counts[Register.Effect.CREATED.ordinal()];
        int changed = counts[Register.Effect.CHANGED.ordinal()];
        return new Imported(new Outcome(commit, created + changed, created, changed, counts[Register.Effect.NOTHING.ordinal()], wrong.size(), List.copyOf(faults), reading.ignored()), good);
    }

    private static List<Line> judge(Register register, Workbooks.Reading reading, List<Workbooks.Fault> faults) {
        Register.Judge judge = register.judge();
        Map<String, Integer> before = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (Workbooks.Row row : reading.rows()) {
            try {
                Register.Change change = judge.judge(row.values());
                Integer first = before.putIfAbsent(change.key(), row.line());
                if (first != null) {
                    throw new Problem.Invalid("twice", change.column(), "与第" + first + "行重复，只取第" + first + "行");
                }
                lines.add(new Line(row.line(), change));
            } catch (Problem wrong) {
                faults.add(new Workbooks.Fault(row.line(), heading(register, wrong.field()), wrong.getMessage()));
            }
        }
        return lines;
    }

    private void store(Register register, List<Line> together, Actor by, List<Workbooks.Fault> faults) {
        List<Line> doing = together.stream().filter(line -> line.change().effect() != Register.Effect.NOTHING).toList();
        try {
            work.execute(tx -> doing.forEach(line -> line.change().take().accept(by)));
        } catch (Problem oneOfThem) {
            for (Line line : doing) {
                try {
                    line.change().take().accept(by);
                } catch (Problem wrong) {
                    faults.add(new Workbooks.Fault(line.number(), heading(register, wrong.field()), wrong.getMessage()));
                }
            }
        }
    }

    private static String verdict(Register.Change change, boolean committed) {
        String text = switch (change.effect()) {
            case CREATED -> committed ? "已导入（新增）" : "可导入（新增）";
            case CHANGED -> committed ? "已导入（变更）" : "可导入（变更）";
            case NOTHING -> "已在名录中，无变化";
        };
        return change.note() == null ? text : text + "；" + change.note();
    }

    /** The sender's own file with the verdict on every row. */
    public byte[] answer(Register register, byte[] file, Imported imported) {
        return workbooks.answer(register.sheet(), file, imported.good(), imported.outcome().faults());
    }

    private static String heading(Register register, String field) {
        return register.sheet().columns().stream().filter(c -> c.key().equals(field)).map(Column::heading).findFirst().orElse(null);
    }
}
