package io.annals.encoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.log.Event;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

@Tag("quick")
class EventEncodingProperties {
    private final Keyring keys = new KeysInMemory();
    private final EventEncoding encoding = new EventEncoding(keys);

    @Provide
    Arbitrary<Fact> facts() {
        return AnyFact.arbitrary();
    }

    private Event encoded(Fact fact) {
        return encoding.encode("stream", 0, "id", Map.of(), fact);
    }

    @Property
    void decoding_gives_back_what_was_encoded(@ForAll("facts") Fact fact) {
        assertThat(encoding.decode(encoded(fact))).isEqualTo(fact);
    }

    @Property
    void without_the_key_what_is_personal_is_erased_and_all_else_remains(@ForAll("facts") Fact fact) {
        Event event = encoded(fact);

        keys.destroy(fact.subjectId());

        assertThat(encoding.decode(event)).isEqualTo(Facts.erased(fact));
    }

    @Property
    void no_personal_text_is_readable_in_the_bytes(@ForAll("facts") Fact fact) {
        assertThat(text(encoded(fact).data())).doesNotContain(new String(AnyFact.MARK.getBytes(UTF_8), ISO_8859_1));
    }

    @Property(tries = 200)
    void a_view_shows_a_fact_in_plain_and_gives_it_back(@ForAll("facts") Fact fact) {
        RawBsonDocument view = EventEncoding.toBson(fact);

        assertThat(EventEncoding.fromBson(fact.getClass(), view)).isEqualTo(fact);
        assertThat(EventEncoding.fromBson(fact.getClass(), BsonDocument.parse(view.toJson(CANONICAL))))
                .isEqualTo(fact);
    }

    private static final JsonWriterSettings CANONICAL =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    private static String text(RawBsonDocument document) {
        return new String(document.getBackingArray(), document.getByteOffset(), document.getByteLength(), ISO_8859_1);
    }
}
