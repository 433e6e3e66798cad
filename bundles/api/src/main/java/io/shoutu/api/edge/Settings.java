package io.shoutu.api.edge;

import io.shoutu.api.Actor;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The settings of the house (配置): what each bundle says of its configuration (OSGi Metatype), with what holds now.
 *
 * <p>A description may end with marks: {@code 〔安全〕} only the security officer changes it, {@code 〔重启〕} it holds from the next start on,
 * {@code 〔保密〕} its value is neither shown nor journaled. A name or description may say it in English before the Chinese: then both are told apart. A changed value is kept in the data directory and goes before the file in {@code etc}.
 */
@ProviderType
public interface Settings {
    /** What is said of it in another language (另一种语言); each null where nothing is. */
    record Said(String label, String description) {}

    /** One of the values it may take, with what people read. */
    record Choice(String value, String label) {}

    /**
     * A setting (配置项).
     *
     * @param type {@code text}, {@code whole}, {@code number} or {@code switch}
     * @param several whether it is a list, written with commas
     * @param least smallest number, or null
     * @param most largest number, or null
     * @param choices what it may be; empty for anything
     * @param usual value where nothing is set
     * @param current value now, null where it is secret
     * @param from {@code page} where it was changed here, {@code file} where the file says it, {@code usual} where neither
     * @param role who may change it
     * @param english label and description in English, null where its bundle has none
     */
    record Setting(String key, String label, String description, String type, boolean several, String least, String most, List<Choice> choices, String usual,
            String current, String from, boolean secret, boolean restart, String role, Said english) {
        public Setting {
            choices = List.copyOf(choices);
        }

        public Setting(String key, String label, String description, String type, boolean several, String least, String most, List<Choice> choices, String usual,
                String current, String from, boolean secret, boolean restart, String role) {
            this(key, label, description, type, several, least, most, choices, usual, current, from, secret, restart, role, null);
        }
    }

    /**
     * The settings of one PID (一组配置).
     *
     * @param bundle symbolic name of the bundle that reads them
     * @param english label and description in English, null where its bundle has none
     */
    record Group(String pid, String label, String description, String bundle, List<Setting> settings, Said english) {
        public Group {
            settings = List.copyOf(settings);
        }

        public Group(String pid, String label, String description, String bundle, List<Setting> settings) {
            this(pid, label, description, bundle, settings, null);
        }
    }

    /**
     * Settings of which there may be several (可建多组), each under a name of its own, e.g. one for each broker: a group has the PID {@code <pid>-<name>}.
     *
     * @param usual what a new one begins with; nothing of it holds yet
     * @param role who makes, changes and removes them
     * @param english label and description in English, null where its bundle has none
     */
    record Several(String pid, String label, String description, String bundle, List<Setting> usual, String role, Said english) {
        public Several {
            usual = List.copyOf(usual);
        }

        public Several(String pid, String label, String description, String bundle, List<Setting> usual, String role) {
            this(pid, label, description, bundle, usual, role, null);
        }
    }

    /** All of them, by PID; those of which there may be several, too: a group for each that is there. */
    List<Group> groups();

    /** What there may be several of, by PID. */
    List<Several> several();

    /**
     * Removes one of several that was made on the page, and tells the journal ({@code edge.setting-removed}); what it was is in the entry. One that is not
     * there changes nothing.
     *
     * @throws io.shoutu.api.Problem.NotFound code {@code setting-not-found} where no such settings are declared
     * @throws io.shoutu.api.Problem.IllegalMove code {@code setting-file} where it stands in an operator's file
     * @throws io.shoutu.api.Problem.Forbidden code {@code setting-role}
     */
    void remove(String pid, Actor by);

    /**
     * Changes settings of one PID, all or none, and tells the journal ({@code edge.setting-changed}, old and new value). It holds within about two
     * seconds. A value that is what it was is not a change; without any change nothing is told. Of those of which there may be several, one that is not
     * there yet is made: its name, behind the last part of the PID, has 1 to 40 lower-case letters, digits and hyphens.
     *
     * @param values key → text as it would stand in the file; null takes the value back to what the file or the bundle says
     * @throws io.shoutu.api.Problem.NotFound code {@code setting-not-found}
     * @throws io.shoutu.api.Problem.Invalid field = the key, with the reason
     * @throws io.shoutu.api.Problem.Forbidden code {@code setting-role} where another role changes it; the platform itself may change all
     */
    Group change(String pid, Map<String, String> values, Actor by);
}
