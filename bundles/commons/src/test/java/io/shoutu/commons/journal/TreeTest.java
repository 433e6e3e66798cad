package io.shoutu.commons.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.commons.testing.House;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Merkle tree at the size of a county's ten years. */
class TreeTest {
    private static final long TEN_MILLION = 10_000_000;

    /** A made-up seal hash: its number, then noise that costs nothing. */
    private static String seal(long leaf) {
        return HexFormat.of().formatHex(ByteBuffer.allocate(32).putLong(leaf).putLong(leaf * 0x9E3779B97F4A7C15L).putLong(~leaf).putLong(leaf << 7).array());
    }

    @Test
    void theRootsOfSmallTreesAreThoseOfTheRecursiveDefinition() {
        MessageDigest digest = HashAlgorithm.SHA_256.digest();
        Frontier grown = new Frontier(HashAlgorithm.SHA_256);
        List<byte[]> leaves = new ArrayList<>();
        for (int size = 1; size <= 70; size++) {
            grown.append(seal(size), node -> {});
            leaves.add(Frontier.leaf(digest, HexFormat.of().parseHex(seal(size))));
            assertThat(grown.root()).as("size %d", size).isEqualTo(root(digest, leaves));
            assertThat(grown.copy().root()).isEqualTo(grown.root());
        }
    }

    private static byte[] root(MessageDigest digest, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return Frontier.node(digest, root(digest, leaves.subList(0, split)), root(digest, leaves.subList(split, leaves.size())));
    }

    @Test
    void aProofAmongTenMillionEntriesHasAtMost24HashesAndReadsNoJournal() {
        Frontier tree = new Frontier(HashAlgorithm.SHA_256);
        List<Frontier.Node> nodes = new ArrayList<>();
        for (long leaf = 0; leaf < TEN_MILLION; leaf++) {
            tree.append(seal(leaf), nodes::add);
        }
        byte[] root = tree.root();
        long[] asked = {0, 1, 255, 256, 4_999_999, 8_388_607, 8_388_608, 9_999_871, 9_999_872, 9_999_999};
        TreeStore store = new TreeStore();
        try (House house = House.onDerby()) {
            house.work().execute(tx -> {
                try (PreparedStatement insert = tx.connection().prepareStatement("INSERT INTO journal_node (algorithm, node_level, node_no, hash) VALUES ('SHA-256', ?, ?, ?)")) {
                    for (Frontier.Node node : nodes) {
                        insert.setInt(1, node.level());
                        insert.setLong(2, node.number());
                        insert.setString(3, HexFormat.of().formatHex(node.hash()));
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
            });
            // Of ten million seals only the blocks of 256 around the asked ones and the last, unfinished one are in the table at all.
            house.work().execute(tx -> {
                try (PreparedStatement insert = tx.connection().prepareStatement("INSERT INTO journal_seal (seal_no, entry_id, subject_kind, subject_number, fact_name, hash, "
                        + "algorithm) VALUES (?, ?, 'a', 'b', 'c.d', ?, 'SHA-256')")) {
                    java.util.TreeSet<Long> blocks = new java.util.TreeSet<>(List.of(TEN_MILLION >> Frontier.STORED));
                    for (long leaf : asked) {
                        blocks.add(leaf >> Frontier.STORED);
                    }
                    for (long block : blocks) {
                        for (long leaf = block << Frontier.STORED; leaf < Math.min(TEN_MILLION, block + 1 << Frontier.STORED); leaf++) {
                            insert.setLong(1, leaf + 1);
                            insert.setLong(2, leaf + 1);
                            insert.setString(3, seal(leaf));
                            insert.addBatch();
                        }
                    }
                    insert.executeBatch();
                }
            });
            house.work().execute(tx -> {
                assertThat(store.root(tx, HashAlgorithm.SHA_256, TEN_MILLION)).isEqualTo(root);
                assertThat(store.frontier(tx, HashAlgorithm.SHA_256, TEN_MILLION).root()).isEqualTo(root);
                int longest = 0;
                for (long leaf : asked) {
                    List<String> path = store.path(tx, HashAlgorithm.SHA_256, leaf, TEN_MILLION);
                    longest = Math.max(longest, path.size());
                    assertThat(up(leaf, path)).as("leaf %d", leaf).isEqualTo(root);
                }
                assertThat(longest).isEqualTo(24);
                assertThat(store.consistency(tx, HashAlgorithm.SHA_256, 256, TEN_MILLION)).hasSizeLessThanOrEqualTo(25);
                assertThat(store.consistency(tx, HashAlgorithm.SHA_256, 8_388_609, TEN_MILLION)).hasSizeLessThanOrEqualTo(25);
            });
        }
    }

    /** From the leaf up, as RFC 9162 says in 2.1.3.2. */
    private static byte[] up(long leaf, List<String> path) {
        MessageDigest digest = HashAlgorithm.SHA_256.digest();
        byte[] hash = Frontier.leaf(digest, HexFormat.of().parseHex(seal(leaf)));
        long at = leaf;
        long last = TEN_MILLION - 1;
        for (String step : path) {
            byte[] beside = HexFormat.of().parseHex(step);
            if ((at & 1) == 1 || at == last) {
                hash = Frontier.node(digest, beside, hash);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Frontier.node(digest, hash, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return hash;
    }
}
