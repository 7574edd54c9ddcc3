package io.annals.command.contact;

import io.annals.edge.refusal.RuleBroken;
import io.annals.events.contact.ContactId;
import java.util.Map;

/** The same channel and external id, with another content. */
final class ContactAlreadyRecorded extends RuleBroken {
    private static final long serialVersionUID = 1L;

    ContactAlreadyRecorded(ContactId contact) {
        super(
                "contact-already-recorded",
                "It is recorded already, with another content.",
                Map.of("contact", contact.value()));
    }
}
