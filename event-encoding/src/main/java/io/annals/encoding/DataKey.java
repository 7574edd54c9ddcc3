package io.annals.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.security.GeneralSecurityException;

/** 256-bit keys for AES-GCM, as Tink does it: nonce (12 bytes), ciphertext, tag (16 bytes). */
final class DataKey {
    static final int BYTES = 32;

    private DataKey() {}

    static byte[] fresh() {
        return Random.randBytes(BYTES);
    }

    static Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key for AES-256-GCM: " + key.length + " bytes", e);
        }
    }

    /** The key under a master key, bound to its subject: moved to another subject it does not open. */
    static byte[] wrap(byte[] key, Aead master, String subject) {
        try {
            return master.encrypt(key, subject.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot encrypt with AES-GCM", e);
        }
    }

    /** @throws GeneralSecurityException when it was wrapped under another master key or for another subject, or is damaged */
    static byte[] unwrap(byte[] wrapped, Aead master, String subject) throws GeneralSecurityException {
        return master.decrypt(wrapped, subject.getBytes(UTF_8));
    }
}
