package io.shoutu.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Actor;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The proof that a source of the search fits through its door (查找来源的合格检验): implement it, give the source and two records to be found. */
public interface SearchSourceContract {
    SearchSource source();

    /** What one types to find {@link #known}. */
    String typed();

    /** A record that is there; there are at least two that {@link #typed} finds. */
    Subject known();

    private static Actor seeing(Scope scope) {
        return new Actor("someone", "某人", Actor.Kind.PERSON, Set.of(), scope);
    }

    @Test
    default void itHasAKindALabelAndAnOperation() {
        assertThat(source().groups()).extracting(SearchSource.Group::kind).doesNotHaveDuplicates().contains(known().kind());
        assertThat(source().groups()).isEqualTo(source().groups()).allSatisfy(group -> {
            assertThat(group.kind()).matches("[a-z][a-z0-9-]{0,39}");
            assertThat(group.label()).isNotBlank().hasSizeLessThanOrEqualTo(12);
            assertThat(group.operation()).matches("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*");
        });
    }

    @Test
    default void whatIsThereIsFound() {
        assertThat(source().find(known().kind(), typed(), seeing(Scope.EVERYWHERE), 20)).anySatisfy(hit -> {
            assertThat(hit.subject()).isEqualTo(known());
            assertThat(hit.title()).isNotBlank();
            assertThat(hit.hint()).isNotNull();
            assertThat(hit.address()).startsWith("#/");
        });
    }

    @Test
    default void itIsFoundByItsNumberInAnyCase() {
        for (String number : new String[] {known().number(), known().number().toLowerCase(java.util.Locale.ROOT), known().number().toUpperCase(java.util.Locale.ROOT)}) {
            assertThat(source().find(known().kind(), number, seeing(Scope.EVERYWHERE), 20)).as(number).extracting(SearchSource.Hit::subject).contains(known());
        }
    }

    @Test
    default void noMoreThanAskedForIsAnsweredAndNothingTwice() {
        assertThat(source().find(known().kind(), typed(), seeing(Scope.EVERYWHERE), 1)).hasSize(1);
        assertThat(source().find(known().kind(), typed(), seeing(Scope.EVERYWHERE), 20)).extracting(SearchSource.Hit::subject).doesNotHaveDuplicates();
    }

    @Test
    default void whoSeesNothingFindsNothingNotEvenByTheExactNumber() {
        assertThat(source().find(known().kind(), typed(), seeing(Scope.NOWHERE), 20)).isEmpty();
        assertThat(source().find(known().kind(), known().number(), seeing(Scope.NOWHERE), 20)).isEmpty();
    }

    @Test
    default void whatIsNonsenseFindsNothingAndBreaksNothing() {
        for (String nonsense : new String[] {"%", "_", "!", "'", "\\", "%%%", "zzqqxxjjvv", "𠮷𠮷𠮷", "' or 1=1 --", "<script>"}) {
            assertThat(source().find(known().kind(), nonsense, seeing(Scope.EVERYWHERE), 20)).as(nonsense).isEmpty();
        }
    }
}
