package io.shoutu.api.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.notices.Notifier.Message;
import io.shoutu.api.notices.Notifier.Receipt;
import io.shoutu.api.notices.Notifier.Receipt.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The proof that a channel fits through its door (通知渠道的合格检验): implement it over a carrier of your own making that can be told how to
 * behave. A channel without a carrier (the in-app list) answers null from {@link #carrier} and proves the rest.
 */
public interface NotifierContract {
    Notifier notifier();

    /** An address this channel takes, or null where it needs none. */
    String address();

    /** The carrier behind the channel, or null. */
    Carrier carrier();

    /** A carrier as a test needs it (假运营商). */
    interface Carrier {
        /** From now on it takes what comes. */
        void takes();

        /** From now on it cannot be reached at all. */
        void away() throws Exception;

        /** From now on it takes what comes and never says so. */
        void silent();

        /** From now on it says that it will never take this. */
        void refuses();

        /** Ids of what it took, in order, as it was told them; the same id may stand there twice. */
        List<String> taken();

        /** The text of what it took last. */
        String lastText();
    }

    private Message message(String id, String text) {
        return new Message(id, "account:zhang.wei", address(), Level.URGENT, "3号泵房温度过高", text, 1, "alarm/BJ-2026-000001", Instant.parse("2026-02-13T01:00:00Z"),
                Instant.parse("2026-02-13T02:00:00Z"), false);
    }

    @Test
    default void itsChannelHasAPlainNameThatStays() {
        assertThat(notifier().channel()).matches("[a-z][a-z0-9-]{1,30}").isEqualTo(notifier().channel());
        assertThat(notifier().rate()).isNotNull();
        assertThat(notifier().needsAddress()).isEqualTo(address() != null);
        if (address() != null) {
            assertThat(notifier().fits(address())).isTrue();
            assertThat(notifier().fits("")).isFalse();
        }
    }

    @Test
    default void aMessageThatIsTakenIsSaidToBeAndTheCarrierKnowsItsId() throws Exception {
        if (carrier() != null) {
            carrier().takes();
        }
        Receipt receipt = notifier().send(message("a".repeat(32), "请立即处置"));
        assertThat(receipt.outcome()).isIn(Outcome.SENT, Outcome.DELIVERED);
        if (carrier() != null) {
            assertThat(carrier().taken()).containsExactly("a".repeat(32));
        }
    }

    @Test
    default void theSameMessageAgainCarriesTheSameId() throws Exception {
        if (carrier() != null) {
            carrier().takes();
            notifier().send(message("b".repeat(32), "请立即处置"));
            notifier().send(message("b".repeat(32), "请立即处置"));
            assertThat(carrier().taken()).containsOnly("b".repeat(32));
        }
    }

    @Test
    default void anyTextArrivesAsItWas() throws Exception {
        if (carrier() != null) {
            carrier().takes();
            for (String text : List.of("“引号” \"quotes\" \\ back/slash", "a&b=c?d#e%f+g {id} ${x} <x>", "第一行\n第二行\t𠮷🔥")) {
                notifier().send(message("c".repeat(32), text));
                assertThat(carrier().lastText()).contains(text);
            }
        }
    }

    @Test
    default void aCarrierThatCannotBeReachedIsTriedAgainLater() throws Exception {
        if (carrier() != null) {
            carrier().away();
            assertThatThrownBy(() -> {
                Receipt receipt = notifier().send(message("d".repeat(32), "请立即处置"));
                assertThat(receipt.outcome()).isEqualTo(Outcome.LATER);
                throw new java.io.IOException("put off");
            }).isInstanceOf(Exception.class);
            assertThat(carrier().taken()).isEmpty();
        }
    }

    @Test
    default void aCarrierThatSaysNothingLeavesTheOutcomeUnknown() throws Exception {
        if (carrier() != null) {
            carrier().silent();
            assertThat(notifier().send(message("e".repeat(32), "请立即处置")).outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    default void whatIsRefusedForGoodIsSaidToBeWithoutTheAddress() throws Exception {
        if (carrier() != null) {
            carrier().refuses();
            Receipt receipt = notifier().send(message("f".repeat(32), "请立即处置"));
            assertThat(receipt.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(receipt.reason()).isNotBlank();
            if (address() != null) {
                assertThat(receipt.reason()).doesNotContain(address());
            }
        }
    }
}
