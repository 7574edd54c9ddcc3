package io.annals.command.contact.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.json.JsonForms;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.MessageSent;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Defect;
import io.annals.events.contact.Direction;
import io.annals.events.contact.Vocabulary;
import io.annals.events.customer.IdentityKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("quick")
class MessageFormTest {
    private static final Contact CONTACT = new Contact(
            new ContactId("c1"),
            CustomerId.of("01890a5d-ac96-774b-bcce-b302099a8057"),
            "sms",
            Direction.INBOUND,
            Personal.of("m-1"),
            Instant.EPOCH,
            "f1");

    private final List<Defect> defects = new ArrayList<>();

    private MessageSent read(String content, Map<IdentityKind, String> knownAs) {
        Fields in = Fields.of(JsonForms.mapper().readTree(content), "content", defects, Vocabulary::read);
        MessageSent made = (MessageSent) new MessageForm()
                .read(new ContentForm.Told(Direction.INBOUND, in, knownAs))
                .apply(CONTACT);
        in.nothingElse();
        return made;
    }

    @Test
    void all_that_is_told_of_a_message_is_kept() {
        MessageSent made = read("""
            {"address": "@nora", "conversation": "t-7", "text": "Look", "mediaType": "Image/JPEG"}\
            """, Map.of(IdentityKind.PHONE, "+4930123456"));

        assertThat(made)
                .isEqualTo(new MessageSent(
                        CONTACT, Personal.of("@nora"), Personal.of("t-7"), Personal.of("Look"), "image/jpeg"));
        assertThat(defects).isEmpty();
    }

    @Test
    void without_an_address_it_is_the_number_by_which_the_customer_is_known() {
        MessageSent made = read("""
            {"text": "On my way"}\
            """, Map.of(IdentityKind.PHONE, "+4930123456"));

        assertThat(made.address()).isEqualTo(Personal.of("+4930123456"));
        assertThat(made.mediaType()).isNull();
        assertThat(defects).isEmpty();
    }

    @Test
    void a_picture_needs_no_words_and_nothing_at_all_lacks_them() {
        read("""
            {"address": "@nora", "mediaType": "image/png"}\
            """, Map.of());
        assertThat(defects).isEmpty();

        read("""
            {"address": "@nora"}\
            """, Map.of());
        assertThat(defects).extracting(Defect::field).containsExactly("content.text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"picture", "image/", "/png", "image/png; q=1", "image/png/gif", "bild/größe"})
    void what_is_no_media_type_is_passed_over_and_named(String told) {
        MessageSent made = read("""
            {"address": "@nora", "text": "Look", "mediaType": "%s"}\
            """.formatted(told), Map.of());

        assertThat(made.mediaType()).isNull();
        assertThat(defects).singleElement().satisfies(defect -> {
            assertThat(defect.field()).isEqualTo("content.mediaType");
            assertThat(defect.kind()).isEqualTo(Defect.Kind.UNUSABLE);
            assertThat(defect.told()).isEqualTo(Personal.of(told));
        });
    }
}
