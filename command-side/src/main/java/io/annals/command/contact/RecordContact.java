package io.annals.command.contact;

import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactId;

/**
 * A contact of any kind besides a return, as its channel told it.
 *
 * @param contact the fact, told of the customer to register if nobody is known by {@code known}
 */
record RecordContact(KnownBy known, ContactMade contact, Recognition recognition) implements ContactCommand {
    RecordContact(KnownBy known, ContactMade contact) {
        this(known, contact, Recognition.BY_ITSELF);
    }

    /** The same under another id, which is its own in any case. */
    RecordContact as(ContactId other) {
        return new RecordContact(known, contact.with(told().as(other)), new Recognition(recognition.former(), null));
    }

    @Override
    public Contact told() {
        return contact.contact();
    }
}
