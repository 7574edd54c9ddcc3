package io.annals.command.contact;

import io.annals.events.contact.ContactId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By what a contact that is told again is recognised, besides its own fingerprint.
 *
 * @param former fingerprints that earlier versions would have given it
 * @param another its id if its Message-ID turns out to be that of somebody else's contact, since one e-mail goes to many;
 *     null for all other kinds, of which one id is one contact
 */
record Recognition(Set<String> former, @Nullable ContactId another) {
    /** Its own fingerprint, and no other id. */
    static final Recognition BY_ITSELF = new Recognition(Set.of(), null);
}
