package io.annals.encoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.events.CustomerId;
import io.annals.events.EventFamily;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.Upcaster;
import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.CallMade;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Direction;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.log.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("quick")
class EventEncodingTest {
    private static final CustomerId ADA = CustomerId.of("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final CustomerId BOB = CustomerId.of("01890a5d-ac96-774b-bcce-b302099a8058");

    private final Keyring keys = new KeysInMemory();
    private final EventEncoding encoding = new EventEncoding(keys);

    private static NoteTaken note() {
        return new NoteTaken(contact(ADA, Personal.of("n-1")), Personal.of("likes Bach"));
    }

    private static Contact contact(CustomerId customer, Personal<String> externalId) {
        Instant at = Instant.parse("2026-03-03T14:05:00Z");
        return new Contact(new ContactId("c0ffee"), customer, "desk", Direction.INTERNAL, externalId, at, "f1");
    }

    private Event encoded() {
        return encoding.encode("contact-c0ffee", 0, "e-1", Map.of("actor", "agent-7"), note());
    }

    @Test
    void an_event_tells_of_its_fact_who_when_and_what() {
        Event event = encoded();

        assertThat(event.type()).isEqualTo("contact.NoteTaken");
        assertThat(event.rev()).isEqualTo(3);
        assertThat(event.subject()).isEqualTo(ADA.toString());
        assertThat(event.occurredAt()).isEqualTo("2026-03-03T14:05:00Z");
        assertThat(event.meta()).containsEntry("actor", "agent-7");
        assertThat(encoding.decode(event)).isEqualTo(note());
    }

    @Test
    void many_events_are_decoded_in_their_order() {
        PointsEarned points = new PointsEarned(ADA, 29, new ContactId("c0ffee"), Instant.EPOCH);
        Event earned = encoding.encode("loyalty-1", 0, "e-2", Map.of(), points);

        assertThat(encoding.decodeAll(List.of(encoded(), earned, encoded()))).containsExactly(note(), points, note());
    }

    @Test
    void what_was_erased_before_it_was_written_comes_back_erased() {
        NoteTaken erased = new NoteTaken(contact(ADA, Personal.erased()), Personal.erased());

        assertThat(encoding.decode(encoding.encode("s", 0, "e", Map.of(), erased)))
                .isEqualTo(erased);
    }

    @Test
    void what_is_written_after_the_erasure_is_unreadable_at_once() {
        keys.destroy(ADA.toString());

        assertThat(encoding.decode(encoded()))
                .isEqualTo(new NoteTaken(contact(ADA, Personal.erased()), Personal.erased()));
    }

    @Test
    void a_component_moved_to_another_subject_does_not_open() {
        keys.toWrite(BOB.toString());
        Event moved = event("contact.NoteTaken", 3, BOB, encoded().data());

        assertThatThrownBy(() -> encoding.decode(moved))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining(BOB.toString());
    }

    @Test
    void an_unknown_name_is_refused_and_never_looked_up_as_a_class() {
        Event foreign = event(NoteTaken.class.getName(), 1, ADA, encoded().data());

        assertThatThrownBy(() -> encoding.decode(foreign))
                .isInstanceOf(UnknownEvent.class)
                .hasMessageContaining("no event of that name");
    }

    @Test
    void a_revision_of_the_future_is_refused() {
        Event newer = event("contact.NoteTaken", 4, ADA, encoded().data());

        assertThatThrownBy(() -> encoding.decode(newer))
                .isInstanceOf(UnknownEvent.class)
                .hasMessageContaining("contact.NoteTaken revision 4: this version reads 1 to 3");
    }

    @Test
    void an_old_revision_passes_all_upcasters_in_turn_with_its_secrets_closed() {
        EventEncoding later =
                EventEncoding.of(keys, new Notes(List.of(renamed("body", "remark"), renamed("remark", "text"))));
        RawBsonDocument first = changed(encoded().data(), renamed("text", "body"));
        RawBsonDocument second = changed(encoded().data(), renamed("text", "remark"));

        assertThat(later.decode(event("contact.NoteTaken", 1, ADA, first))).isEqualTo(note());
        assertThat(later.decode(event("contact.NoteTaken", 2, ADA, second))).isEqualTo(note());
        assertThat(later.decode(event("contact.NoteTaken", 3, ADA, encoded().data())))
                .isEqualTo(note());
    }

    @Test
    void a_fact_with_the_name_of_another_family_or_fact_is_found_at_start() {
        EventFamily stranger = new EventFamily() {
            @Override
            public String name() {
                return "gossip";
            }

            @Override
            public Class<? extends Fact> type() {
                return NoteTaken.class;
            }
        };

        assertThatThrownBy(() -> EventEncoding.of(keys, stranger))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NoteTaken needs a @PublicName of its own that begins with gossip.");
        assertThatThrownBy(() -> EventEncoding.of(keys, new Notes(List.of()), new Notes(List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NoteTaken needs a @PublicName of its own");
    }

    @Test
    void what_an_earlier_revision_kept_open_and_is_personal_now_reads_as_erased_after_the_erasure() {
        CallMade call = new CallMade(contact(ADA, Personal.of("c-1")), null, CodedText.of("gone"), null);
        BsonDocument first = copy(encoding.encode("s", 0, "e", Map.of(), call).data());
        first.getDocument("contact").remove("defects");
        first.put("outcome", new BsonString("wants Mr Byron to call her back"));
        Event told = event("contact.CallMade", 1, ADA, raw(first));

        assertThat(((CallMade) encoding.decode(told)).outcome())
                .isEqualTo(CodedText.words("wants Mr Byron to call her back"));
        keys.destroy(ADA.toString());

        assertThat(((CallMade) encoding.decode(told)).outcome()).isEqualTo(new CodedText(null, Personal.erased()));
    }

    @ParameterizedTest
    @CsvSource({
        "no answer, no-answer", "No_Answer, no-answer", "не відповіли, no-answer", "не ответили, no-answer",
        "cavab yoxdur, no-answer", "ne javlja se, no-answer", "Səsli poçt, voicemail", "CONGESTION, failed",
        "escalated-to-2nd, escalated-to-2nd", "Queue 7, Queue-7"
    })
    void what_an_earlier_revision_said_in_words_that_are_known_is_a_code(String told, String code) {
        CallMade call = new CallMade(contact(ADA, Personal.of("c-1")), null, CodedText.of("gone"), null);
        BsonDocument first = copy(encoding.encode("s", 0, "e", Map.of(), call).data());
        first.put("outcome", new BsonString(told));

        Event old = event("contact.CallMade", 1, ADA, raw(first));

        assertThat(((CallMade) encoding.decode(old)).outcome()).isEqualTo(CodedText.of(code));
    }

    @Test
    void a_line_that_was_named_in_words_has_the_same_code_where_it_was_bought_and_where_it_came_back() {
        assertThat(Code.standingFor("the blue one")).isEqualTo(Code.standingFor(" the blue one "));
        assertThat(Code.standingFor("the blue one")).isNotEqualTo(Code.standingFor("the red one"));
        assertThat(Code.standingFor("L-1")).isEqualTo(new Code("L-1"));
    }

    @Test
    void a_component_that_must_be_there_and_is_not_is_refused() {
        BsonDocument poor = copy(encoded().data());
        poor.remove("text");

        assertThatThrownBy(() -> encoding.decode(event("contact.NoteTaken", 1, ADA, raw(poor))))
                .isInstanceOf(DoesNotFit.class)
                .hasMessage("NoteTaken lacks text, which is not @Nullable");
    }

    @Test
    void what_is_null_is_left_out() {
        CallMade call = new CallMade(contact(ADA, Personal.of("c-1")), null, null, null);

        Event event = encoding.encode("s", 0, "e", Map.of(), call);

        assertThat(event.data().keySet()).containsExactly("contact");
        assertThat(encoding.decode(event)).isEqualTo(call);
    }

    @Test
    void a_snapshot_is_sealed_like_an_event() {
        RawBsonDocument snapshot = encoding.seal(ADA.toString(), note());

        assertThat(new String(snapshot.getBackingArray(), ISO_8859_1)).doesNotContain("likes Bach");
        assertThat(encoding.unseal(ADA.toString(), NoteTaken.class, snapshot)).isEqualTo(note());
    }

    private static Event event(String type, int rev, CustomerId subject, RawBsonDocument data) {
        return new Event("s", 0, type, rev, "e", subject.toString(), Instant.EPOCH, Map.of(), data);
    }

    private record Notes(List<Upcaster> steps) implements EventFamily {
        @Override
        public String name() {
            return "contact";
        }

        @Override
        public Class<? extends Fact> type() {
            return NoteTaken.class;
        }

        @Override
        public Map<Class<? extends Fact>, List<Upcaster>> upcasters() {
            return Map.of(NoteTaken.class, steps);
        }
    }

    private static Upcaster renamed(String from, String to) {
        return stored -> {
            stored.put(to, Objects.requireNonNull(stored.remove(from)));
            stored.put("renamedFrom", from);
        };
    }

    private static RawBsonDocument changed(RawBsonDocument document, Upcaster change) {
        Document stored = document.decode(new DocumentCodec());
        change.change(stored);
        return new RawBsonDocument(stored, new DocumentCodec());
    }

    private static BsonDocument copy(RawBsonDocument document) {
        return document.decode(EventEncoding.codecs().get(BsonDocument.class));
    }

    private static RawBsonDocument raw(BsonDocument document) {
        return new RawBsonDocument(document, EventEncoding.codecs().get(BsonDocument.class));
    }
}
