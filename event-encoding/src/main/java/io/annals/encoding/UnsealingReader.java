package io.annals.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import io.annals.events.Personal;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.bson.BsonBinaryReader;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.jspecify.annotations.Nullable;

/** Reads the facts of one subject: what is personal is decrypted with the subject's key, or erased where that is gone. */
final class UnsealingReader extends BsonBinaryReader {
    static final DecoderContext CONTEXT = DecoderContext.builder().build();

    private final Keyring keyring;
    private final String subject;
    private boolean askedForKey;
    private @Nullable Aead key;

    UnsealingReader(RawBsonDocument document, Keyring keyring, String subject) {
        super(ByteBuffer.wrap(document.getBackingArray(), document.getByteOffset(), document.getByteLength()));
        this.keyring = keyring;
        this.subject = subject;
    }

    <T> Personal<T> readSealed(Codec<T> codec) {
        return getCurrentBsonType() == BsonType.BINARY ? unsealed(codec) : open(codec);
    }

    /** What an earlier revision kept open, before it was personal: reads as erased from the erasure on all the same. */
    private <T> Personal<T> open(Codec<T> codec) {
        T value = codec.decode(this, CONTEXT);
        return key() == null ? Personal.erased() : Personal.of(value);
    }

    private <T> Personal<T> unsealed(Codec<T> codec) {
        byte[] sealed = readBinaryData().getData();
        Aead opens = sealed.length == 0 ? null : key();
        if (opens == null) {
            return Personal.erased();
        }
        try {
            return Personal.of(plain(opens.decrypt(sealed, subject.getBytes(UTF_8)), codec));
        } catch (GeneralSecurityException e) {
            throw new Unreadable("a personal component of subject " + subject + " does not open with its key", e);
        }
    }

    private static <T> T plain(byte[] bytes, Codec<T> codec) {
        try (BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(bytes))) {
            reader.readStartDocument();
            reader.readName(SealingWriter.VALUE);
            T value = codec.decode(reader, CONTEXT);
            reader.readEndDocument();
            return value;
        }
    }

    /** Asked for when it is needed: most facts of the ledger tell nothing personal. */
    private @Nullable Aead key() {
        if (!askedForKey) {
            key = keyring.toRead(subject).orElse(null);
            askedForKey = true;
        }
        return key;
    }
}
