package io.annals.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.ContactKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.pojo.annotations.BsonId;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class ViewFormsTest {
    private static final CustomerId ADA = CustomerId.of("01890a5d-ac96-774b-bcce-b302099a8057");

    private record Dated<T>(T what, List<T> before, Instant since) {}

    private record Branch(String name, List<Branch> below) {}

    private record Sketch(
            @BsonId CustomerId id,
            Personal<String> name,
            Personal<Map<String, String>> attributes,
            Set<ContactKind> kinds,
            Map<ContactKind, Long> counts,
            Map<CustomerId, Dated<Money>> spent,
            Map<String, List<ContactId>> byChannel,
            List<Personal<String>> identities,
            Branch tree,
            int visits,
            double share,
            boolean active,
            @Nullable Duration talked,
            @Nullable Instant last) {}

    private static Sketch sketch(Personal<String> name, Personal<Map<String, String>> attributes) {
        Dated<Money> spent =
                new Dated<>(Money.parse("USD 29.33"), List.of(Money.parse("JPY 7")), Instant.ofEpochMilli(1));
        return new Sketch(
                ADA,
                name,
                attributes,
                Set.of(ContactKind.values()),
                Map.of(ContactKind.EMAIL, 3L),
                Map.of(ADA, spent),
                Map.of("mail", List.of(new ContactId("c1"), new ContactId("c2"))),
                List.of(Personal.of("ada@example.org"), Personal.erased()),
                new Branch("root", List.of(new Branch("leaf", List.of()))),
                4,
                0.25,
                true,
                Duration.ofMinutes(3),
                null);
    }

    @Test
    void a_package_private_view_of_all_kinds_of_values_comes_back_as_it_was() {
        Sketch sketch = sketch(Personal.of("Ada"), Personal.of(Map.of("erased", "true")));

        RawBsonDocument document = EventEncoding.toBson(sketch);

        assertThat(EventEncoding.fromBson(Sketch.class, document)).isEqualTo(sketch);
        assertThat(EventEncoding.fromBson(Sketch.class, BsonDocument.parse(document.toJson())))
                .isEqualTo(sketch);
    }

    @Test
    void in_a_view_personal_values_are_plain_and_erased_ones_say_so() {
        RawBsonDocument document = EventEncoding.toBson(sketch(Personal.of("Ada"), Personal.erased()));

        assertThat(document.getFirstKey()).isEqualTo("_id");
        assertThat(document.getString("_id").getValue()).isEqualTo(ADA.toString());
        assertThat(document.getString("name").getValue()).isEqualTo("Ada");
        assertThat(document.getDocument("attributes")).isEqualTo(BsonDocument.parse("{erased: true}"));
        assertThat(EventEncoding.fromBson(Sketch.class, document).attributes()).isEqualTo(Personal.erased());
    }

    @Test
    void a_set_is_written_in_order_and_what_comes_back_cannot_be_changed() {
        Sketch sketch = sketch(Personal.erased(), Personal.erased());

        RawBsonDocument document = EventEncoding.toBson(sketch);
        Sketch back = EventEncoding.fromBson(Sketch.class, document);

        assertThat(document.getArray("kinds").getFirst().asString().getValue()).isEqualTo("EMAIL");
        assertThatThrownBy(() -> back.kinds().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> back.identities().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> back.counts().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_field_that_the_record_does_not_know_is_passed_over() {
        BsonDocument stored = BsonDocument.parse("{older: 1, name: 'root', below: [], newer: {a: [1]}}");

        assertThat(EventEncoding.fromBson(Branch.class, stored)).isEqualTo(new Branch("root", List.of()));
    }
}
