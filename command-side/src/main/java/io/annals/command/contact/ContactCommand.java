package io.annals.command.contact;

import io.annals.command.Identity;
import io.annals.command.decision.Foreseeable;
import io.annals.encoding.StreamNames;
import io.annals.events.contact.Contact;
import java.util.ArrayList;
import java.util.List;

/** What may be asked about a contact. */
sealed interface ContactCommand extends Foreseeable permits RecordContact, TakeGoodsBack {
    KnownBy known();

    /** What the channel told, of the customer to register if nobody is known by {@link #known}. */
    Contact told();

    @Override
    default List<String> streams() {
        List<String> streams = new ArrayList<>();
        streams.add(StreamNames.contact(told().id()));
        for (Identity identity : known().identities()) {
            streams.add(StreamNames.identity(identity.kind(), identity.key()));
        }
        if (this instanceof TakeGoodsBack back) {
            streams.add(StreamNames.contact(back.purchase()));
        }
        return streams;
    }
}
