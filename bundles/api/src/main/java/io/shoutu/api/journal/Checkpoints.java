package io.shoutu.api.journal;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Checkpoints (检查点): signed statements of how the journal stood, which leave the machine, and proofs against them.
 *
 * <p>Over the hashes of all seals stands one Merkle tree (RFC 9162); a checkpoint signs its root and its size. Whoever holds the last
 * checkpoint finds any later change to what it covers. The exact texts stand in {@code docs/wire.md}, "The journal in court".
 */
@ProviderType
public interface Checkpoints {

    /**
     * One checkpoint.
     *
     * @param sequence its number, from 1 without gaps on one platform
     * @param taken when
     * @param entries how many sealed entries it covers, which is also the number of the last seal
     * @param lastHash hash of the last seal, lower-case hex
     * @param root root of the tree over all seals, lower-case hex
     * @param algorithm hash of the tree, {@code SHA-256} or {@code SM3}
     * @param keyId which key signed it
     * @param text the whole signed text, to print, to keep and to verify
     */
    record Checkpoint(long sequence, Instant taken, long entries, String lastHash, String root, String algorithm, String keyId, String text) {}

    /** That an entry is a leaf of the tree: hashes from the leaf's sibling up to the root's child, at most 24 of them for ten million entries. */
    record Proof(Evidence entry, List<String> path, Checkpoint checkpoint) {
        public Proof {
            path = List.copyOf(path);
        }
    }

    /**
     * An entry exactly as it is stored and hashed; unlike {@link Entry} it repeats the stored text of the details.
     *
     * @param previous hash of the seal before, the other half of what {@code hash} is made from
     * @param hash hash of the entry's own seal: the leaf is made from it
     * @param algorithm hash of the seal
     */
    record Evidence(long id, long seal, String subjectKind, String subjectNumber, String name, long happened, long recorded, String account,
            String actorName, String data, String causeKind, String causeNumber, Long causeEntry, String previous, String hash, String algorithm) {}

    /** That the journal of one checkpoint is the beginning of the journal of a later one (RFC 9162, 2.1.4). */
    record Consistency(Checkpoint from, Checkpoint to, List<String> path) {
        public Consistency {
            path = List.copyOf(path);
        }
    }

    /**
     * A place checkpoints are sent to.
     *
     * @param name a directory, or {@code uplink:<name>}
     * @param lastSent sequence of the last checkpoint that arrived there, 0 for none
     * @param trouble why the next one does not get there, in Chinese, or null
     */
    record Outlet(String name, long lastSent, String trouble) {}

    /**
     * Takes a checkpoint of everything committed before the call.
     *
     * @throws io.shoutu.api.Problem.IllegalMove code {@code journal-contradicts-checkpoint} where the journal in the database no longer
     *     continues the last checkpoint; nothing is signed then
     * @throws io.shoutu.api.Problem.IllegalMove code {@code journal-empty} where nothing has been sealed yet
     */
    Checkpoint take(Actor by);

    /**
     * Takes a checkpoint of a journal that does not continue the last one, as after a restore from an older backup. The checkpoint says so
     * and why, for ever; nothing covered before becomes verifiable by it.
     *
     * @throws io.shoutu.api.Problem.IllegalMove code {@code journal-continues} where there is nothing to acknowledge
     */
    Checkpoint takeAfterLoss(Actor by, String reason);

    /** Newest first. */
    Page<Checkpoint> list(String cursor, int limit);

    /** @throws io.shoutu.api.Problem.NotFound code {@code checkpoint-not-found} */
    Checkpoint checkpoint(long sequence);

    /**
     * The proof that an entry is covered.
     *
     * @param entry id of the entry
     * @param checkpoint which one, or null for the newest
     * @throws io.shoutu.api.Problem.NotFound where there is no such entry or checkpoint
     * @throws io.shoutu.api.Problem.IllegalMove code {@code not-yet-covered}: ask for a new checkpoint first
     */
    Proof proof(long entry, Long checkpoint);

    /**
     * @throws io.shoutu.api.Problem.Invalid where {@code from} covers more than {@code to}
     * @throws io.shoutu.api.Problem.IllegalMove code {@code algorithms-differ}: the algorithm was changed between the two; prove each side by itself
     */
    Consistency consistency(long from, long to);

    /**
     * What a verification found (核验结果). It is the platform's own word; a verifier outside ({@code ./run verify}) trusts nothing of it.
     *
     * @param from first seal that was looked at
     * @param to last seal that was looked at
     * @param faults what does not fit, in Chinese, at most a hundred; empty where every seal fits its entry and the seal before
     * @param checkpoint the newest checkpoint that covers the whole range, or null where none does yet
     * @param anchored whether that checkpoint's signature holds and the journal up to it has the root it signs; null without one
     */
    record Verification(long from, long to, List<Fault> faults, Checkpoint checkpoint, Boolean anchored) {
        public Verification {
            faults = List.copyOf(faults);
        }
    }

    /** One seal that does not fit (不符之处). */
    record Fault(long seal, Long entry, String text) {}

    /** Most seals one verification looks at. */
    int VERIFY_MOST = 100_000;

    /**
     * Reckons again the seals from one to another, both included, and holds them against the newest checkpoint.
     *
     * @param to cut to the last seal there is
     * @throws io.shoutu.api.Problem.Invalid code {@code range} where the range is upside down, empty or longer than {@link #VERIFY_MOST}
     */
    Verification verify(long from, long to);

    /** The public key as PEM (X.509, Ed25519), to be pinned by whoever verifies. */
    String publicKey();

    /** Short id of that key, as printed on each checkpoint. */
    String keyId();

    List<Outlet> outlets();
}
