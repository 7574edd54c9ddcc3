package io.annals.query.live.presence;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * Where one session is, as every node knows it.
 *
 * @param id of the session, across all nodes
 * @param node of the process that holds its socket
 * @param claim true, or null: what is not there is not in the unique index
 */
record Seat(
        @BsonId String id,
        String node,
        String name,
        @Nullable String customer,
        boolean viewing,
        boolean typing,
        @Nullable Boolean claim,
        Instant since) {
    boolean claimed() {
        return claim != null && claim;
    }
}
