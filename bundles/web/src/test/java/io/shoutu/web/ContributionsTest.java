package io.shoutu.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Operation;
import io.shoutu.api.edge.LiveNews;
import io.shoutu.api.ui.UiContribution;
import java.net.MalformedURLException;
import java.net.URL;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContributionsTest {
    private static final Actor OPERATOR = new Actor("wang.fang", "王芳", Actor.Kind.PERSON, Set.of("operator"));
    private static final Actor AUDITOR = new Actor("qian.li", "钱立", Actor.Kind.PERSON, Set.of("auditor"));
    private final Contributions contributions = new Contributions();
    private final ContributionsResource resource = new ContributionsResource(contributions);
    private final ContributedFiles files = new ContributedFiles(contributions);

    private record Acme(String id, String version, String module, List<Page> pages) implements UiContribution {
        @Override
        public URL file(String path) {
            try {
                return path.equals("acme.js") || path.equals("parts/part.js") || path.equals("page.html") || path.equals("acme.js.gz") ? new URL("file:/acme/" + path) : null;
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    private static Acme acme(String version, String operation) {
        return new Acme("acme", version, "acme.js", List.of(new UiContribution.Page("/acme", Map.of("zh-CN", "气体"), "Page", operation, 900)));
    }

    private void declare() {
        contributions.addOperations(() -> List.of(Operation.of("acme.read", "看", "operator")));
    }

    @Test
    void whoMayNotPerformThePagesOperationDoesNotSeeItsMenu() {
        declare();
        contributions.add(acme("1.0.0", "acme.read"), "Acme", 1);
        assertThat(resource.visible(OPERATOR).items()).singleElement().satisfies(c -> {
            assertThat(c.bundle()).isEqualTo("Acme");
            assertThat(c.module()).isEqualTo("/ui/acme/@1.0.0-1/acme.js");
            assertThat(c.pages()).extracting(ContributionsResource.Page::path).containsExactly("/acme");
        });
        assertThat(resource.visible(AUDITOR).items()).isEmpty();
    }

    @Test
    void aPageWhoseOperationNobodyOrTwoDeclareIsShownToNobody() {
        contributions.add(acme("1.0.0", "acme.read"), "Acme", 1);
        assertThat(resource.visible(OPERATOR).items()).isEmpty();
        declare();
        assertThat(resource.visible(OPERATOR).items()).hasSize(1);
        declare();
        assertThat(resource.visible(OPERATOR).items()).isEmpty();
    }

    @Test
    void openPagesAreToldOfComingAndGoing() {
        List<String> heard = new ArrayList<>();
        LiveNews.Hearing hearing = new UiNews(contributions, Clock.systemUTC()).hear(news -> heard.add(news.name()));
        Acme acme = acme("1.0.0", "acme.read");
        contributions.add(acme, "Acme", 1);
        contributions.remove(acme);
        assertThat(heard).containsExactly("ui.changed", "ui.changed");
        hearing.close();
        contributions.add(acme, "Acme", 1);
        assertThat(heard).hasSize(2);
    }

    @Test
    void anUpdatedBundleHasAnotherAddressAndTheOldOneIsGone() {
        Acme acme = acme("1.0.0", "acme.read");
        contributions.add(acme, "Acme", 1);
        assertThat(files.find("/acme/@1.0.0-1/parts/part.js").orElseThrow().keep()).contains("immutable");
        assertThat(files.find("/acme/acme.js").orElseThrow().keep()).isEqualTo("no-cache");
        assertThat(files.find("/acme/acme.js").orElseThrow().packed()).as("the packed twin beside it").isNotNull();
        assertThat(files.find("/acme/@1.0.0-1/parts/part.js").orElseThrow().packed()).isNull();
        contributions.remove(acme);
        assertThat(files.find("/acme/acme.js")).isEmpty();
        contributions.add(acme, "Acme", 2);
        assertThat(files.find("/acme/@1.0.0-1/parts/part.js")).isEmpty();
        assertThat(files.find("/acme/@1.0.0-2/parts/part.js")).isPresent();
    }

    @Test
    void nothingButTheFilesOfWhatStandsRegisteredIsServed() {
        contributions.add(acme("1.0.0", "acme.read"), "Acme", 1);
        for (String path : new String[] {null, "", "/", "/acme", "/acme/", "/acme/../acme/acme.js", "/acme//acme.js", "/acme/.hidden.js", "/other/acme.js", "/acme/none.js", "/acme/page.html", "/acme/@2.0.0-1/acme.js",
            "/acme/parts/", "/acme/parts/../acme.js", "/acme/%61cme.js", "/acme/acme.js\\..", "/acme/@1.0.0-1/../acme.js"}) {
            assertThat(files.find(path)).as(String.valueOf(path)).isEmpty();
        }
    }

    @Test
    void ofTwoWithOneIdTheOlderStandsUntilItGoes() {
        Acme first = acme("1.0.0", "acme.read");
        Acme second = acme("2.0.0", "acme.read");
        contributions.add(first, "First", 1);
        contributions.add(second, "Second", 1);
        assertThat(contributions.standing()).singleElement().satisfies(k -> assertThat(k.bundle()).isEqualTo("First"));
        contributions.remove(first);
        assertThat(contributions.standing()).singleElement().satisfies(k -> assertThat(k.bundle()).isEqualTo("Second"));
    }

    @Test
    void onlyARoomOfTheHouseMayTakeOtherWordsThanItsOwn() {
        declare();
        Acme hazards = new Acme("acme", "1", "acme.js", List.of(UiContribution.Page.of("/hazards", "台账", "Ledger", "Page", "acme.read", 200, "hazard")));
        contributions.add(hazards, "Plugin", 1, false);
        assertThat(contributions.standing()).isEmpty();
        contributions.add(hazards, "Room", 1, true);
        assertThat(resource.visible(OPERATOR).items()).singleElement().satisfies(c -> assertThat(c.pages()).singleElement().satisfies(page -> {
            assertThat(page.path()).isEqualTo("/hazards");
            assertThat(page.group()).isEqualTo("hazard");
        }));
    }

    @Test
    void whoAsksIsToldWhatHeMayDo() {
        declare();
        contributions.addOperations(() -> List.of(Operation.of("acme.change", "改", "auditor"), Operation.of("acme.look", "看看", Operation.ANYONE)));
        assertThat(resource.visible(OPERATOR).may()).containsExactly("acme.look", "acme.read");
        assertThat(resource.visible(AUDITOR).may()).containsExactly("acme.change", "acme.look");
    }

    @Test
    void oneThatCannotBeUsedIsLeftOutAndTheOthersStay() {
        contributions.add(new Acme("acme", "1", "../secret.js", List.of()), "Bad module", 1);
        contributions.add(new Acme("Acme!", "1", "acme.js", List.of()), "Bad id", 1);
        contributions.add(new Acme("acme", "1", "acme.js", List.of(new UiContribution.Page("/hazards", Map.of("zh-CN", "x"), "Page", "acme.read", 1))), "Foreign page", 1);
        contributions.add(new UiContribution() {
            @Override
            public String id() {
                throw new IllegalStateException("broken");
            }

            @Override
            public String version() {
                return "1";
            }

            @Override
            public String module() {
                return "x.js";
            }

            @Override
            public URL file(String path) {
                return null;
            }

            @Override
            public List<Page> pages() {
                return List.of();
            }
        }, "Broken", 1);
        assertThat(contributions.standing()).isEmpty();
        contributions.add(acme("1", "acme.read"), "Good", 1);
        assertThat(contributions.standing()).hasSize(1);
    }
}
