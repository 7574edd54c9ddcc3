package io.annals.log.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class SparingTokenStoreTest {
    private static final LogToken SEVEN = new LogToken(7, 0, 1, "07");
    private static final LogToken EIGHT = new LogToken(8, 0, 1, "08");

    private final InMemoryTokenStore tokens = new InMemoryTokenStore();
    private final List<String> told = new ArrayList<>();
    private Duration mayWait = Duration.ofHours(1);
    private final SparingTokenStore sparing = new SparingTokenStore(tokens, new SparingTokenStore.Owner() {
        @Override
        public Duration tokenMayWait() {
            return mayWait;
        }

        @Override
        public void claimed(int segment, @Nullable TrackingToken token) {
            told.add("claimed " + segment);
        }

        @Override
        public void released(int segment) {
            told.add("released " + segment);
        }
    });

    @BeforeEach
    void aProcessorOfOneSegment() {
        sparing.initializeTokenSegments("reader", 1, LogToken.BEGINNING);
    }

    private @Nullable TrackingToken stored() {
        return tokens.fetchToken("reader", 0);
    }

    @Test
    void the_first_token_is_stored_and_the_next_may_wait() {
        sparing.storeToken(SEVEN, "reader", 0);
        sparing.storeToken(EIGHT, "reader", 0);

        assertThat(stored()).isEqualTo(SEVEN);
    }

    @Test
    void what_may_not_wait_is_stored_at_once() {
        sparing.storeToken(SEVEN, "reader", 0);
        mayWait = Duration.ZERO;
        sparing.storeToken(EIGHT, "reader", 0);

        assertThat(stored()).isEqualTo(EIGHT);
    }

    @Test
    void whoever_claims_a_segment_anew_stores_its_first_token_again() {
        sparing.storeToken(SEVEN, "reader", 0);
        sparing.releaseClaim("reader", 0);
        sparing.storeToken(EIGHT, "reader", 0);

        assertThat(stored()).isEqualTo(EIGHT);
    }

    @Test
    void the_owner_hears_which_segments_it_works_on() {
        sparing.fetchToken("reader", 0);
        sparing.releaseClaim("reader", 0);

        assertThat(told).containsExactly("claimed 0", "released 0");
    }
}
