package io.annals.command.contact;

import io.annals.events.contact.Contact;

/** What may be asked about a contact. */
sealed interface ContactCommand permits RecordContact, TakeGoodsBack {
    KnownBy known();

    /** What the channel told, of the customer to register if nobody is known by {@link #known}. */
    Contact told();
}
