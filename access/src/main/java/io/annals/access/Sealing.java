package io.annals.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.annals.encoding.Keyring;
import java.security.GeneralSecurityException;
import org.bson.types.Binary;
import org.springframework.stereotype.Component;

/**
 * What is kept but must not be readable in the database: AES-256-GCM under a data key of its own in the keyring, which the
 * master key wraps, and which is not in the database. Bound to the place where it lies.
 */
@Component
public class Sealing {
    private static final String SUBJECT = "openid"; // as the first of what is sealed was called: the key has that name

    private final Keyring keyring;

    public Sealing(Keyring keyring) {
        this.keyring = keyring;
    }

    /** @param place where it will lie; it opens nowhere else */
    public Binary seal(String text, String place) {
        try {
            return new Binary(keyring.toWrite(SUBJECT).encrypt(text.getBytes(UTF_8), place.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot encrypt with AES-GCM", e);
        }
    }

    /** @throws IllegalStateException when it was sealed for another place, or its key is gone */
    public String open(Binary sealed, String place) {
        try {
            byte[] opened = keyring.toRead(SUBJECT)
                    .orElseThrow(() -> new IllegalStateException("the key of " + SUBJECT + " has been destroyed"))
                    .decrypt(sealed.getData(), place.getBytes(UTF_8));
            return new String(opened, UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what was sealed for " + place + " does not open", e);
        }
    }
}
