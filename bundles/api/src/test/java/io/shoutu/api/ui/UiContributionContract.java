package io.shoutu.api.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The proof that a contribution to the console fits through its door (界面扩展的合格检验). */
public interface UiContributionContract {
    UiContribution contribution();

    /** The first words of its addresses: its id, for a plugin; a room of the house may have others, e.g. {@code hazards}. */
    default Set<String> words() {
        return Set.of(contribution().id());
    }

    private String module() throws Exception {
        URL url = contribution().file(contribution().module());
        assertThat(url).as("the module " + contribution().module()).isNotNull();
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    default void itHasAnIdAVersionAndSomethingToShow() {
        assertThat(contribution().id()).matches("[a-z][a-z0-9-]{0,39}");
        assertThat(contribution().version()).isNotBlank();
        assertThat(contribution().pages().size() + contribution().widgets().size()).isPositive();
    }

    @Test
    default void itsModuleIsThereAndExportsWhatItNames() throws Exception {
        String text = module();
        Stream.concat(contribution().pages().stream().map(UiContribution.Page::export), contribution().widgets().stream().map(UiContribution.Widget::export))
                .forEach(export -> assertThat(Pattern.compile("\\bexport\\b[^;]*\\b" + Pattern.quote(export) + "\\b", Pattern.DOTALL).matcher(text).find())
                        .as("the module exports " + export).isTrue());
    }

    @Test
    default void itsModuleNeedsNeitherTheInternetNorWhatThePolicyForbids() throws Exception {
        assertThat(module()).doesNotContainPattern("from\\s*[\"']https?://").doesNotContainPattern("\\beval\\s*\\(").doesNotContainPattern("\\bnew\\s+Function\\s*\\(");
    }

    @Test
    default void itsPagesLieUnderItsNameAndAreTitledInChinese() {
        assertThat(contribution().pages()).allSatisfy(page -> {
            assertThat(page.path()).matches("(/[a-z][a-z0-9-]*)+");
            assertThat(words()).contains(page.path().split("/")[1]);
            titled(page.titles());
            assertThat(page.operation()).matches("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*");
        });
        assertThat(contribution().widgets()).allSatisfy(widget -> titled(widget.titles()));
        assertThat(contribution().pages().stream().map(UiContribution.Page::path)).doesNotHaveDuplicates();
    }

    private static void titled(Map<String, String> titles) {
        assertThat(titles.get("zh-CN")).as("title in Chinese").isNotBlank();
    }

    @Test
    default void whatIsNotAmongItsFilesIsNotServed() {
        for (String path : new String[] {"nothing-there.js", "../bnd.bnd", "META-INF/MANIFEST.MF", "..%2fx", "", "/etc/passwd"}) {
            assertThat(contribution().file(path)).as(path).isNull();
        }
    }
}
