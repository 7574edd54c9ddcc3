package io.annals.command.contact;

import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ContactMade;

/**
 * A contact of any kind besides a return, as its channel told it.
 *
 * @param contact the fact, told of the customer to register if nobody is known by {@code known}
 */
record RecordContact(KnownBy known, ContactMade contact) implements ContactCommand {
    @Override
    public Contact told() {
        return contact.contact();
    }
}
