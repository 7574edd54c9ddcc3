package io.annals.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Direction;
import io.annals.log.Event;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventEncodingTest {
    private static final CustomerId ADA = CustomerId.of("01890a5d-ac96-774b-bcce-b302099a8057");

    private final Keyring keys = new KeysInMemory();
    private final EventEncoding encoding = new EventEncoding(keys);

    private static EmailReceived email() {
        Contact contact = new Contact(
                new ContactId("c0ffee"),
                ADA,
                "mail",
                Direction.INBOUND,
                Personal.of("<1@example.org>"),
                Instant.parse("2026-03-03T14:05:00Z"),
                "f1");
        return new EmailReceived(
                contact, Personal.of("ada@example.org"), Personal.of("Bonjour"), Personal.of("Où est ma commande ?"));
    }

    @Test
    void what_was_encoded_is_decoded() {
        Event event = encoding.encode("contact-c0ffee", 0, "e-1", Map.of(), email());

        assertThat(encoding.decode(event)).isEqualTo(email());
        assertThat(event.type()).isEqualTo("contact.EmailReceived");
        assertThat(event.subject()).isEqualTo(ADA.toString());
    }
}
