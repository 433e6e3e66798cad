package io.shoutu.supervision.ui;

import io.shoutu.api.ui.BuiltBundle;
import io.shoutu.api.ui.UiContribution;
import io.shoutu.api.ui.UiContributionContract;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** The pages as they were just built: every export that Java names is there, nothing leads out of the house. */
class SupervisionPagesTest implements UiContributionContract {
    @Override
    public UiContribution contribution() {
        return new SupervisionPages(BuiltBundle.context(Path.of("target/classes")));
    }

    @Override
    public Set<String> words() {
        return contribution().pages().stream().map(page -> page.path().split("/")[1]).collect(Collectors.toSet());
    }
}
