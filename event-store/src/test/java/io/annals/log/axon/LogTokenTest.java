package io.annals.log.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.log.ChainHash;
import io.annals.log.Commit;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.EventLog.Place;
import io.annals.log.LogBroken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

@Tag("quick")
class LogTokenTest {
    private static final ChainHash HASH = new ChainHash(new byte[32]);
    private static final Commit THREE_EVENTS = commit(7, 3, HASH);

    @Test
    void its_json_is_what_stored_tokens_say() {
        var json = Jackson3Serializer.builder().build();

        SerializedObject<String> stored = json.serialize(new LogToken(4711, 0, 2, "9f"), String.class);

        assertThat(stored.getData()).isEqualTo("{\"commit\":4711,\"index\":0,\"of\":2,\"hash\":\"9f\"}");
        assertThat((LogToken) json.deserialize(stored)).isEqualTo(new LogToken(4711, 0, 2, "9f"));
    }

    @Test
    void it_survives_being_stored_within_a_replay() {
        var tokensOnly = BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.eventhandling.")
                .allowIfSubType(LogToken.class)
                .build();
        var json = Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper -> mapper.polymorphicTypeValidator(tokensOnly))
                .build();
        TrackingToken replay = ReplayToken.createReplayToken(new LogToken(9, 0, 1, "9f"), LogToken.BEGINNING);

        TrackingToken read = json.deserialize(json.serialize(replay, String.class));

        assertThat(read).isEqualTo(replay);
        assertThat(LogMessageSource.tokenOf(read)).isEqualTo(LogToken.BEGINNING);
    }

    @Test
    void a_replay_ends_behind_the_place_where_it_was_asked_for() {
        TrackingToken replay = ReplayToken.createReplayToken(LogToken.of(THREE_EVENTS, 1), LogToken.BEGINNING);

        TrackingToken within = ((ReplayToken) replay).advancedTo(LogToken.of(THREE_EVENTS, 1));
        TrackingToken behind = ((ReplayToken) within).advancedTo(LogToken.of(THREE_EVENTS, 2));

        assertThat(ReplayToken.isReplay(within)).isTrue();
        assertThat(behind).isEqualTo(LogToken.of(THREE_EVENTS, 2));
    }

    @Test
    void it_covers_what_lies_at_or_before_it() {
        LogToken second = LogToken.of(THREE_EVENTS, 1);

        assertThat(second.covers(second)).isTrue();
        assertThat(second.covers(LogToken.of(THREE_EVENTS, 0))).isTrue();
        assertThat(second.covers(LogToken.of(THREE_EVENTS, 2))).isFalse();
        assertThat(second.covers(LogToken.of(commit(6, 9, HASH), 8))).isTrue();
        assertThat(second.covers(LogToken.of(commit(8, 1, HASH), 0))).isFalse();
        assertThat(second.covers(null)).isTrue();
        assertThat(second.lowerBound(LogToken.BEGINNING)).isEqualTo(LogToken.BEGINNING);
        assertThat(second.upperBound(LogToken.BEGINNING)).isEqualTo(second);
    }

    @Test
    void a_commit_is_completed_by_its_last_event_only() {
        assertThat(LogToken.of(THREE_EVENTS, 1).completed()).isEqualTo(6);
        assertThat(LogToken.of(THREE_EVENTS, 2).completed()).isEqualTo(7);
        assertThat(LogToken.of(THREE_EVENTS, 1).position()).hasValue(7);
        assertThat(LogToken.BEGINNING.completed()).isZero();
        assertThat(LogToken.BEGINNING.place()).isEqualTo(Place.BEGINNING);
    }

    @Test
    void a_reader_within_a_commit_gets_the_rest_of_it() {
        assertThat(LogToken.of(THREE_EVENTS, 0).rest(THREE_EVENTS))
                .extracting("index")
                .containsExactly(1, 2);
        assertThat(LogToken.of(THREE_EVENTS, 0).rest(commit(8, 2, HASH))).hasSize(2);
    }

    @Test
    void a_reader_within_a_commit_notices_another_one_in_its_place() {
        Commit other = commit(7, 3, new ChainHash(new byte[] {1}));

        assertThatThrownBy(() -> LogToken.of(THREE_EVENTS, 0).rest(other)).isInstanceOf(LogBroken.class);
    }

    @Test
    void a_token_of_another_kind_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogToken.BEGINNING.covers(new GlobalSequenceTrackingToken(1)));
    }

    private static Commit commit(long position, int events, ChainHash hash) {
        List<Event> said = IntStream.range(0, events)
                .mapToObj(i -> new Event(
                        "s", i, "test.Said", 1, "e" + i, null, Instant.EPOCH, Map.of(), TextEncoding.document("x")))
                .toList();
        return new Commit(position, CommitIds.next(), Instant.EPOCH, hash, said);
    }
}
