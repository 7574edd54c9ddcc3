package io.annals.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.bson.BsonBinary;
import org.bson.BsonBinaryWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.jspecify.annotations.Nullable;

/** Writes the facts of one subject: what is personal goes out encrypted with the subject's key. */
final class SealingWriter extends BsonBinaryWriter {
    static final EncoderContext CONTEXT = EncoderContext.builder().build();
    static final String VALUE = "v";

    private static final int ROOM_FOR_A_TEXT = 256;

    private final Keyring keyring;
    private final String subject;
    private final byte[] associated;
    private @Nullable Aead key;
    private @Nullable BasicOutputBuffer scratch;

    SealingWriter(BasicOutputBuffer out, Keyring keyring, String subject) {
        super(out);
        this.keyring = keyring;
        this.subject = subject;
        this.associated = subject.getBytes(UTF_8);
    }

    /** The document {@code {v: value}}, encrypted; the subject is the associated data. */
    <T> void writeSealed(T value, Codec<T> codec) {
        try {
            writeBinaryData(new BsonBinary(key().encrypt(plain(value, codec), associated)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot encrypt with AES-GCM", e);
        }
    }

    /** What was erased before it was written stays so: no bytes at all. */
    void writeErased() {
        writeBinaryData(new BsonBinary(new byte[0]));
    }

    private <T> byte[] plain(T value, Codec<T> codec) {
        BasicOutputBuffer out = scratch == null ? new BasicOutputBuffer(ROOM_FOR_A_TEXT) : scratch;
        scratch = out;
        out.truncateToPosition(0);
        try (BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
            writer.writeStartDocument();
            writer.writeName(VALUE);
            codec.encode(writer, value, CONTEXT);
            writer.writeEndDocument();
        }
        return Arrays.copyOf(out.getInternalBuffer(), out.getPosition());
    }

    private Aead key() {
        if (key == null) {
            key = keyring.toWrite(subject);
        }
        return key;
    }
}
