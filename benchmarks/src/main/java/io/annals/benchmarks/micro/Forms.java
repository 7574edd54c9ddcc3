package io.annals.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import io.annals.encoding.EventEncoding;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Direction;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.log.Event;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One event's forms, there and back. The plain fact has nothing personal; of the note two components are encrypted. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Forms {
    private static final CustomerId CUSTOMER = CustomerId.of("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final ContactId CONTACT = new ContactId("6f3a52e1c0d94b7796b2f7a1d3c8e504");
    private static final Instant AT = Instant.parse("2026-03-03T14:05:00.123Z");
    private static final String TEXT = "Asked about the delivery; wants to be called back after four, not at work."
            + " 6f3a52e1c0d94b7796b2f7a1d3c8e504";
    private static final Map<String, String> META =
            Map.of("actor", "service", "channel", "desk", "correlation", "01890a5d-ac96-774b-bcce-b302099a8058");
    private static final byte[] SUBJECT = CUSTOMER.toString().getBytes(UTF_8);

    /** As long as a commit of one plain event. */
    private static final int COMMIT = 640;

    private final KeysInMemory keys = new KeysInMemory();
    private final EventEncoding encoding = new EventEncoding(keys);
    private final Aead key = keys.toWrite(CUSTOMER.toString());
    private final Fact plain = new PointsEarned(CUSTOMER, 4_711, CONTACT, AT);
    private final Fact note = new NoteTaken(
            new Contact(
                    CONTACT,
                    CUSTOMER,
                    "desk",
                    Direction.INTERNAL,
                    Personal.of("note-6f3a52e1c0d94b7796b2f7a1d3c8e504"),
                    AT,
                    "6f3a52e1c0d94b7796b2f7a1d3c8e504"),
            Personal.of(TEXT));
    private final Event plainEvent = encode(plain);
    private final Event noteEvent = encode(note);
    private final byte[] text = TEXT.getBytes(UTF_8);
    private final byte[] sealed = seal(text);
    private final byte[] commit = new byte[COMMIT];
    private final MessageDigest sha = sha256();

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Event encode(Fact fact) {
        return encoding.encode("contact-" + CONTACT, 0, "01890a5d-ac96-774b-bcce-b302099a8059", META, fact);
    }

    private byte[] seal(byte[] open) {
        try {
            return key.encrypt(open, SUBJECT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public Event encodePlainFact() {
        return encode(plain);
    }

    @Benchmark
    public Event encodeNote() {
        return encode(note);
    }

    @Benchmark
    public Fact decodePlainFact() {
        return encoding.decode(plainEvent);
    }

    @Benchmark
    public Fact decodeNote() {
        return encoding.decode(noteEvent);
    }

    @Benchmark
    public byte[] encryptText() {
        return seal(text);
    }

    @Benchmark
    public byte[] decryptText() throws GeneralSecurityException {
        return key.decrypt(sealed, SUBJECT);
    }

    @Benchmark
    public byte[] digestCommit() {
        return sha.digest(commit);
    }
}
