package io.annals.encoding;

import com.google.crypto.tink.Aead;
import java.util.Collection;
import java.util.Optional;

/**
 * One data key a subject. Whoever holds the key reads what is personal of that subject; when it is destroyed nobody does.
 * Thread safe.
 */
public interface Keyring {
    /**
     * The key to encrypt with, made and durably stored when there is none. For a subject whose key was destroyed: one that
     * is kept nowhere, so that what is written is unreadable from the start.
     */
    Aead toWrite(String subject);

    /** The key to decrypt with; empty when it was destroyed, and for a subject that never had one. */
    Optional<Aead> toRead(String subject);

    /** Makes the keys that are missing and loads the others, so that {@link #toWrite} need not; two round trips at most, as a rule. */
    void prepare(Collection<String> subjects);

    /** Loads the keys that there are, so that {@link #toRead} need not; one round trip, and none when all are known. */
    void load(Collection<String> subjects);

    /** Destroys the key for ever. Durable when this returns; other nodes read with their copy until they {@link #forget} it. */
    void destroy(String subject);

    /** Drops this node's copy: another node has destroyed the key. */
    void forget(String subject);
}
