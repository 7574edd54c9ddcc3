package io.annals.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class JoinedTest {
    private record Points(long balance, @Nullable String card) {}

    private record Visits(int count) {}

    private static final class Declared implements Joined.Parts {
        @Override
        public Map<String, Class<? extends Record>> forms() {
            return Map.of("points", Points.class, "visits", Visits.class);
        }
    }

    private record Whole(
            String name, @Joined(Declared.class) Map<String, Record> parts, long version) {}

    private static BsonDocument stored(String json) {
        return BsonDocument.parse(json);
    }

    @Test
    void what_is_joined_is_stored_among_the_other_fields_and_comes_back_as_it_was() {
        Whole whole = new Whole("Ann", Map.of("points", new Points(29, null)), 3);

        BsonDocument document = EventEncoding.toBson(whole);

        assertThat(document)
                .isEqualTo(
                        stored("{name: 'Ann', points: {balance: {$numberLong: '29'}}, version: {$numberLong: '3'}}"));
        assertThat(EventEncoding.fromBson(Whole.class, document)).isEqualTo(whole);
    }

    @Test
    void each_is_found_wherever_it_stands() {
        assertThat(EventEncoding.fromBson(
                        Whole.class,
                        stored("{visits: {count: 2}, version: {$numberLong: '3'}, points: {balance:"
                                + " {$numberLong: '1'}, card: '4'}, name: 'Ann'}")))
                .isEqualTo(new Whole("Ann", Map.of("points", new Points(1, "4"), "visits", new Visits(2)), 3));
    }

    @Test
    void what_nobody_declares_is_passed_over_and_what_is_not_stored_is_not_there() {
        assertThat(EventEncoding.fromBson(
                        Whole.class,
                        stored("{name: 'Ann', parts: {a: 1}, older: {b: 2}, version: {$numberLong: '3'}}")))
                .isEqualTo(new Whole("Ann", Map.of(), 3));
    }

    @Test
    void what_nobody_declares_is_not_stored() {
        assertThatThrownBy(() -> EventEncoding.toBson(new Whole("Ann", Map.of("calls", new Visits(1)), 3)))
                .isInstanceOf(DoesNotFit.class)
                .hasMessageContaining("calls");
    }
}
