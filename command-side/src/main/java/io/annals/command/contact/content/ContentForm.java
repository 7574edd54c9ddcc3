package io.annals.command.contact.content;

import io.annals.command.Texts;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Direction;
import io.annals.events.customer.IdentityKind;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** How the content of contacts of one kind is read; a bean a kind. */
public interface ContentForm {
    ContactKind kind();

    /**
     * Reads the content at once; the fact is made when the contact is known whole.
     *
     * @throws io.annals.edge.refusal.BadInput when goods contradict themselves; nothing else is refused for its form
     */
    Function<Contact, ContactMade> read(Told told);

    /**
     * A content and what is known around it.
     *
     * @param knownAs how the contact says whose it is, by kind
     */
    record Told(Direction direction, Fields in, Map<IdentityKind, String> knownAs) {
        /** The customer's side of it: what is told in this field, or else by what the customer is known. */
        public Personal<String> customerSide(String field, IdentityKind otherwise) {
            return Personal.of(Stream.of(in.line(field, Texts.LINE), knownAs.get(otherwise))
                    .filter(Objects::nonNull)
                    .filter(one -> !one.isBlank())
                    .findFirst()
                    .orElseGet(() -> {
                        in.missing(field);
                        return "";
                    }));
        }
    }
}
