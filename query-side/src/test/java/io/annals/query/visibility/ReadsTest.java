package io.annals.query.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.edge.refusal.TooMany;
import io.annals.log.LogUnavailable;
import io.annals.query.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class ReadsTest {
    private static final Actor ANNA = new Actor("anna", Role.AGENT);
    private static final Actor BERTA = new Actor("berta", Role.AGENT);

    private static Reads reads(World world, int waiting, int waitingEach) {
        return new Reads(
                world.database,
                new Belongings(world.log),
                new ReadSettings(waiting, waitingEach, Duration.ofDays(1)),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    @Test
    void an_orderly_stop_stores_what_was_noted_last() {
        try (World world = new World()) {
            Reads reads = reads(world, 100_000, 100_000);
            reads.open();
            for (int i = 0; i < 5_000; i++) {
                reads.note(ANNA, "view", List.of("customer-" + i), null);
            }

            reads.close();

            assertThat(world.database.getCollection("reads").countDocuments(new Document("actor", "anna")))
                    .isEqualTo(5_000);
        }
    }

    @Test
    void nothing_is_shown_when_so_many_reads_wait_that_no_more_can_be_noted() {
        try (World world = new World()) {
            Reads reads = reads(world, 2, 2);
            reads.note(ANNA, "view", List.of(), null);
            reads.refuseIfFull(ANNA);
            reads.note(ANNA, "view", List.of(), null);

            assertThatThrownBy(() -> reads.refuseIfFull(BERTA)).isInstanceOf(LogUnavailable.class);
        }
    }

    @Test
    void one_who_reads_more_than_can_be_recorded_waits_and_nobody_else_does() {
        try (World world = new World()) {
            Reads reads = reads(world, 100, 10);
            for (int i = 0; i < 10; i++) {
                reads.refuseIfFull(ANNA);
                reads.note(ANNA, "live", List.of(), "all");
            }

            assertThatThrownBy(() -> reads.refuseIfFull(ANNA)).isInstanceOf(TooMany.class);
            reads.refuseIfFull(BERTA);

            reads.open();
            reads.close();
            reads.refuseIfFull(ANNA);
        }
    }
}
