package io.shoutu.edge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Roles;
import io.shoutu.api.edge.Settings;
import io.shoutu.api.journal.Chain;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings are told from the metatype and the files, and changed with a trace or not at all. */
class HouseSettingsTest {
    private static final String PID = "io.shoutu.meter";
    private static final Actor ADMIN = new Actor("admin", "管理员", Actor.Kind.PERSON, Set.of(Roles.ADMIN), Scope.EVERYWHERE);
    private static final Actor SECURITY = new Actor("security", "安全员", Actor.Kind.PERSON, Set.of(Roles.SECURITY), Scope.EVERYWHERE);
    private static final String METATYPE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
              <OCD id="io.shoutu.meter.Config" name="Meters 仪表" description="抄表">
                <AD id="mergeSeconds" type="Integer" name="Seconds notices of one key gather 合并等待秒数" description="after the last one" min="0" max="600" default="60"/>
                <AD id="to" type="String" name="通知对象" description="谁会收到" default="role:operator"/>
                <AD id="origins" type="String" cardinality="2147483647" name="允许的来源" description="反向代理之后 〔安全〕〔重启〕" default=""/>
                <AD id="hash" type="String" name="算法" default="SHA-256"><Option label="国密" value="SM3"/><Option label="国际" value="SHA-256"/></AD>
                <AD id="carrierSecret" type="String" name="网关口令" default=""/>
                <AD id="secretFile" type="String" name="口令文件" default=""/>
                <AD id="open" type="Boolean" name="开放" default="true"/>
              </OCD>
              <OCD id="io.shoutu.meter.Line" name="线路"><AD id="url" type="String" name="地址" description="〔安全〕"/><AD id="batch" type="Integer" name="一批" default="500"/></OCD>
              <Designate factoryPid="io.shoutu.meter.line"><Object ocdref="io.shoutu.meter.Line"/></Designate>
            </metatype:MetaData>
            """;

    @TempDir
    Path folder;
    private Path base;
    private Path read;
    private final Told told = new Told();
    private HouseSettings settings;

    private static final class Told implements Journal {
        final List<Fact> facts = new ArrayList<>();
        boolean takes = true;

        @Override
        public long write(Tx tx, Fact fact) {
            if (!takes) {
                throw new StoreFailure("the journal is away", null);
            }
            facts.add(fact);
            return facts.size();
        }

        @Override
        public Page<Entry> read(Query query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Entry> timeline(Subject subject) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Chain chain(Subject subject) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Following follow(Consumer<List<Entry>> consumer) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void open() throws IOException {
        base = Files.createDirectory(folder.resolve("etc"));
        read = Files.createDirectory(folder.resolve("read"));
        Path metatype = folder.resolve("meter.xml");
        Files.writeString(metatype, METATYPE);
        Map<String, Metatype.Declared> declared = Metatype.of("io.shoutu.meter", List.of(metatype.toUri().toURL()));
        Files.writeString(base.resolve(PID + ".cfg"), "# what the county wrote\nmergeSeconds = 30\nto = 值班室\n");
        Files.createSymbolicLink(read.resolve(PID + ".cfg"), base.resolve(PID + ".cfg"));
        UnitOfWork now = new UnitOfWork() {
            @Override
            public <T> T run(Work<T> work) {
                try {
                    return work.with(null);
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new StoreFailure("work failed", e);
                }
            }
        };
        settings = new HouseSettings(now, told, Clock.systemUTC(), () -> declared, new SettingFiles(base, folder.resolve("settings"), read));
    }

    private Settings.Setting setting(String key) {
        return settings.groups().get(0).settings().stream().filter(s -> s.key().equals(key)).findFirst().orElseThrow();
    }

    /** What Karaf reads: of a key given twice the last counts. */
    private Properties effective() throws IOException {
        Properties found = new Properties();
        try (var in = Files.newBufferedReader(read.resolve(PID + ".cfg"), StandardCharsets.ISO_8859_1)) {
            found.load(in);
        }
        return found;
    }

    @Test
    void whatABundleDeclaresIsShownInChineseWithBoundsAndWhatHolds() {
        assertThat(settings.groups()).singleElement().satisfies(g -> {
            assertThat(g.pid()).isEqualTo(PID);
            assertThat(g.settings()).extracting(Settings.Setting::key).containsExactly("mergeSeconds", "to", "origins", "hash", "carrierSecret", "secretFile", "open");
        });
        assertThat(setting("mergeSeconds")).extracting(Settings.Setting::label, Settings.Setting::type, Settings.Setting::least, Settings.Setting::most, Settings.Setting::usual,
                Settings.Setting::current, Settings.Setting::from).containsExactly("合并等待秒数", "whole", "0", "600", "60", "30", "file");
        assertThat(setting("mergeSeconds").english()).isEqualTo(new Settings.Said("Seconds notices of one key gather", "after the last one"));
        assertThat(setting("origins").english()).as("nobody wrote it in English").isNull();
        assertThat(setting("to").current()).as("files are read as Latin-1, people write UTF-8").isEqualTo("值班室");
        assertThat(setting("origins")).extracting(Settings.Setting::role, Settings.Setting::restart, Settings.Setting::several, Settings.Setting::description)
                .containsExactly(Roles.SECURITY, true, true, "反向代理之后");
        assertThat(setting("carrierSecret")).extracting(Settings.Setting::secret, Settings.Setting::current).containsExactly(true, null);
        assertThat(setting("secretFile").secret()).as("where a secret lies is none").isFalse();
        assertThat(setting("open")).extracting(Settings.Setting::type, Settings.Setting::from).containsExactly("switch", "usual");
    }

    @Test
    void aChangeIsJournaledStandsBeforeTheFileAndLeavesTheFileAlone() throws IOException {
        String file = Files.readString(base.resolve(PID + ".cfg"));
        settings.change(PID, Map.of("mergeSeconds", "90", "to", "role:操作员 a\\b"), ADMIN);
        assertThat(setting("mergeSeconds")).extracting(Settings.Setting::current, Settings.Setting::from).containsExactly("90", "page");
        assertThat(effective()).containsEntry("mergeSeconds", "90").containsEntry("to", "role:操作员 a\\b");
        assertThat(Files.readString(base.resolve(PID + ".cfg"))).isEqualTo(file);
        assertThat(told.facts).singleElement().satisfies(f -> {
            assertThat(f.name()).isEqualTo("edge.setting-changed");
            assertThat(f.subject()).isEqualTo(new Subject("setting", PID));
            assertThat(f.data().get("changes").toString()).contains("before=30", "after=90", "合并等待秒数");
        });
        Map<String, String> back = new HashMap<>();
        back.put("mergeSeconds", null);
        settings.change(PID, back, ADMIN);
        assertThat(setting("mergeSeconds")).extracting(Settings.Setting::current, Settings.Setting::from).containsExactly("30", "file");
        assertThat(effective()).containsEntry("mergeSeconds", "30");
        settings.change(PID, Map.of("mergeSeconds", "30"), ADMIN);
        assertThat(told.facts).as("what is so already is no change").hasSize(2);
    }

    @Test
    void whatDoesNotFitIsRefusedAtItsFieldAndNothingIsChanged() throws IOException {
        for (Map.Entry<String, String> wrong : Map.of("mergeSeconds", "601", "hash", "MD5", "open", "yes", "to", "${env:SECRET}").entrySet()) {
            assertThatThrownBy(() -> settings.change(PID, Map.of(wrong.getKey(), wrong.getValue(), "secretFile", "/x"), ADMIN))
                    .isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo(wrong.getKey()));
        }
        assertThatThrownBy(() -> settings.change(PID, Map.of("mergeSeconds", "1.5"), ADMIN)).hasMessageContaining("0 至 600");
        assertThatThrownBy(() -> settings.change(PID, Map.of("moon", "1"), ADMIN)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> settings.change("io.shoutu.meter.line", Map.of("url", "x"), ADMIN)).as("one of several has a name").isInstanceOf(Problem.NotFound.class);
        assertThat(told.facts).isEmpty();
        assertThat(effective()).containsEntry("mergeSeconds", "30").doesNotContainKey("secretFile");
    }

    @Test
    void whatConcernsSecurityIsChangedByTheSecurityOfficerAlone() {
        assertThatThrownBy(() -> settings.change(PID, Map.of("origins", "https://a.example"), ADMIN)).isInstanceOf(Problem.Forbidden.class).hasMessageContaining("安全管理员");
        assertThatThrownBy(() -> settings.change(PID, Map.of("mergeSeconds", "1"), SECURITY)).isInstanceOf(Problem.Forbidden.class);
        settings.change(PID, Map.of("origins", "https://a.example, https://b.example"), SECURITY);
        assertThat(setting("origins").current()).isEqualTo("https://a.example, https://b.example");
    }

    @Test
    void aSecretIsNeitherShownNorJournaled() throws IOException {
        settings.change(PID, Map.of("carrierSecret", "s3cr3t-s3cr3t"), ADMIN);
        assertThat(effective()).containsEntry("carrierSecret", "s3cr3t-s3cr3t");
        assertThat(settings.groups().toString()).doesNotContain("s3cr3t");
        assertThat(told.facts.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void oneOfSeveralIsMadeUnderItsNameChangedAndRemoved() throws IOException {
        String pid = "io.shoutu.meter.line-east";
        assertThat(settings.several()).singleElement().satisfies(s -> {
            assertThat(s).extracting(Settings.Several::pid, Settings.Several::label, Settings.Several::role).containsExactly("io.shoutu.meter.line", "线路", Roles.SECURITY);
            assertThat(s.usual()).extracting(Settings.Setting::key).containsExactly("url", "batch");
        });
        assertThatThrownBy(() -> settings.change(pid, Map.of("url", "tcp://a:1"), ADMIN)).as("part of it concerns security, so all of it does").isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> settings.change(pid, Map.of("batch", "many"), SECURITY)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("batch"));
        assertThatThrownBy(() -> settings.change("io.shoutu.meter.line-../x", Map.of("batch", "1"), SECURITY)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("name"));
        assertThat(settings.groups()).as("what was refused is not there").hasSize(1);
        settings.change(pid, Map.of("url", "tcp://a:1"), SECURITY);
        assertThat(Files.readString(read.resolve(pid + ".cfg"))).contains("url = tcp");
        assertThat(settings.groups()).filteredOn(g -> g.pid().equals(pid)).singleElement().satisfies(g -> {
            assertThat(g.label()).isEqualTo("线路 · east");
            assertThat(g.settings()).extracting(Settings.Setting::current).containsExactly("tcp://a:1", "500");
        });
        Files.writeString(base.resolve("io.shoutu.meter.line-west.cfg"), "url = tcp://b:1\n");
        assertThat(settings.groups()).extracting(Settings.Group::pid).contains("io.shoutu.meter.line-west");
        assertThatThrownBy(() -> settings.remove("io.shoutu.meter.line-west", SECURITY)).isInstanceOfSatisfying(Problem.IllegalMove.class, p -> assertThat(p.code()).isEqualTo("setting-file"));
        assertThatThrownBy(() -> settings.remove(PID, SECURITY)).isInstanceOf(Problem.IllegalMove.class);
        assertThatThrownBy(() -> settings.remove(pid, ADMIN)).isInstanceOf(Problem.Forbidden.class);
        told.takes = false;
        assertThatThrownBy(() -> settings.remove(pid, SECURITY)).isInstanceOf(StoreFailure.class);
        assertThat(read.resolve(pid + ".cfg")).as("untold is undone").exists();
        told.takes = true;
        settings.remove(pid, SECURITY);
        settings.remove(pid, SECURITY);
        assertThat(read.resolve(pid + ".cfg")).doesNotExist();
        assertThat(told.facts).extracting(Fact::name).containsExactly("edge.setting-changed", "edge.setting-removed");
        told.takes = false;
        assertThatThrownBy(() -> settings.change(pid, Map.of("url", "tcp://a:1"), SECURITY)).isInstanceOf(StoreFailure.class);
        assertThat(read.resolve(pid + ".cfg")).as("a making that could not be told").doesNotExist();
    }

    @Test
    void whatCannotBeJournaledDoesNotHold() throws IOException {
        told.takes = false;
        assertThatThrownBy(() -> settings.change(PID, Map.of("mergeSeconds", "90"), ADMIN)).isInstanceOf(StoreFailure.class);
        assertThat(setting("mergeSeconds").current()).isEqualTo("30");
        assertThat(effective()).containsEntry("mergeSeconds", "30");
    }
}
