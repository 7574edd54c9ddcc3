package io.annals.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.log.Snapshots.Snapshot;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoSnapshotsTest {
    private final Databases databases = Databases.fresh();
    private final Snapshots snapshots = new MongoSnapshots(databases.client, databases.name);

    @AfterEach
    void close() {
        databases.close();
    }

    @Test
    void a_stream_without_snapshots_has_none() {
        assertThat(snapshots.latest("s", "Ledger")).isEmpty();
    }

    @Test
    void the_latest_state_of_a_stream_and_type_is_kept() {
        snapshots.store(snapshot("s", 10, "Ledger", 7));
        snapshots.store(snapshot("s", 20, "Ledger", 9));
        snapshots.store(snapshot("s", 15, "Card", 1));
        snapshots.store(snapshot("t", 30, "Ledger", 2));

        assertThat(snapshots.latest("s", "Ledger")).contains(snapshot("s", 20, "Ledger", 9));
        assertThat(snapshots.latest("s", "Card")).contains(snapshot("s", 15, "Card", 1));
    }

    @Test
    void a_late_older_snapshot_is_passed_over() {
        snapshots.store(snapshot("s", 20, "Ledger", 9));
        snapshots.store(snapshot("s", 10, "Ledger", 7));

        assertThat(snapshots.latest("s", "Ledger")).contains(snapshot("s", 20, "Ledger", 9));
    }

    private static Snapshot snapshot(String stream, long seq, String type, int balance) {
        return new Snapshot(stream, seq, type, 2, Examples.raw(new Document("balance", balance)));
    }
}
