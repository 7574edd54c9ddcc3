package io.annals.benchmarks.micro;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import io.annals.encoding.Keyring;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys of the same kind as the program's, found without a database. */
final class KeysInMemory implements Keyring {
    private static final int BYTES = 32;

    private final Map<String, Aead> keys = new ConcurrentHashMap<>();

    @Override
    public Aead toWrite(String subject) {
        return keys.computeIfAbsent(subject, _ -> fresh());
    }

    private static Aead fresh() {
        try {
            return new AesGcmJce(Random.randBytes(BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<Aead> toRead(String subject) {
        return Optional.ofNullable(keys.get(subject));
    }

    @Override
    public void prepare(Collection<String> subjects) {
        subjects.forEach(this::toWrite);
    }

    @Override
    public void load(Collection<String> subjects) {}

    @Override
    public void destroy(String subject) {
        keys.remove(subject);
    }

    @Override
    public void forget(String subject) {}
}
