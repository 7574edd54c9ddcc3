package io.annals.command.contact;

import io.annals.command.Identity;
import io.annals.command.Owner;
import io.annals.command.decision.Fold;
import io.annals.command.decision.Foreseeable;
import io.annals.events.contact.Contact;
import java.util.LinkedHashMap;
import java.util.Map;

/** What may be asked about a contact. */
sealed interface ContactCommand extends Foreseeable permits RecordContact, TakeGoodsBack {
    KnownBy known();

    /** What the channel told, of the customer to register if nobody is known by {@link #known}. */
    Contact told();

    Recognition recognition();

    /** Whether what is recorded with this fingerprint is the very same. */
    default boolean isSame(String fingerprint) {
        return told().fingerprint().equals(fingerprint)
                || recognition().former().contains(fingerprint);
    }

    @Override
    default Map<String, Fold<?, ?>> streams() {
        Map<String, Fold<?, ?>> streams = new LinkedHashMap<>();
        streams.put(told().id().stream(), ContactState.FOLD);
        for (Identity identity : known().identities()) {
            identity.streams().forEach(stream -> streams.put(stream, Owner.FOLD));
        }
        if (this instanceof TakeGoodsBack back) {
            streams.put(back.purchase().stream(), ContactState.FOLD);
        }
        return streams;
    }
}
