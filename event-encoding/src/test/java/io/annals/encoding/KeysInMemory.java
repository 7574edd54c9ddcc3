package io.annals.encoding;

import com.google.crypto.tink.Aead;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A keyring that forgets everything with the test. */
final class KeysInMemory implements Keyring {
    private final Map<String, Aead> keys = new HashMap<>();
    private final Set<String> destroyed = new HashSet<>();

    @Override
    public Aead toWrite(String subject) {
        return destroyed.contains(subject)
                ? DataKey.aead(DataKey.fresh())
                : keys.computeIfAbsent(subject, _ -> DataKey.aead(DataKey.fresh()));
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
        destroyed.add(subject);
    }

    @Override
    public void forget(String subject) {}
}
