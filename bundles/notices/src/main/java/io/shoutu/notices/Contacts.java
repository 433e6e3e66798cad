package io.shoutu.notices;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.store.Tx;
import io.shoutu.api.vault.Vault;
import io.shoutu.notices.domain.Delivery;
import io.shoutu.notices.domain.NoticeStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where people are reached (联系方式): sealed by the vault under a key per person, opened only at the moment of sending, which the journal holds. */
@Component(service = Contacts.class)
public final class Contacts {
    private static final Actor PLATFORM = Actor.system("notices");
    private final NoticeStore store;
    private final Vault vault;

    @Activate
    public Contacts(@Reference NoticeStore store, @Reference Vault vault) {
        this.store = store;
        this.vault = vault;
    }

    void keep(Tx tx, String recipient, String channel, String address) {
        store.contact(tx, recipient, channel, vault.seal(tx, subject(recipient), channel, address));
    }

    void remove(Tx tx, String recipient, String channel) {
        store.noContact(tx, recipient, channel);
    }

    /** Channels besides the in-app list. */
    Set<String> channels(Tx tx, String recipient) {
        return recipient.startsWith("webhook:") ? Set.of(Delivery.WEBHOOK) : store.contacts(tx, recipient).keySet();
    }

    /** The address in the open; empty where it was taken away meanwhile. Not inside a transaction: the vault commits who asked by itself. */
    Optional<String> address(Map<String, String> sealed, String recipient, String channel, String why) {
        if (recipient.startsWith("webhook:")) {
            return Optional.of(recipient.substring("webhook:".length()));
        }
        return Optional.ofNullable(sealed.get(channel)).map(text -> vault.open(subject(recipient), text, PLATFORM, why));
    }

    private static Subject subject(String recipient) {
        // One key for each person, so that erasing the person erases every number kept for it.
        return new Subject("contact", recipient.replaceAll("[\\s/]", "_"));
    }
}
