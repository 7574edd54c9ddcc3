package io.annals.benchmarks.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.annals.encoding.EventEncoding;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Direction;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The events of all contenders: facts of the program's own, of customers chosen at random, each at the beginning of a stream
 * of its own whose name is a random hash, as contacts have it. Thread safe.
 */
final class Samples {
    private static final int CUSTOMERS = 10_000;
    private static final int HASH = 32;
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final String WORDS = "Asked about the delivery; wants to be called back after four, not at work. ";

    private final List<CustomerId> customers = Stream.generate(CommitIds::next)
            .limit(CUSTOMERS)
            .map(CustomerId::new)
            .toList();
    private final List<byte[]> subjects =
            customers.stream().map(id -> id.toString().getBytes(US_ASCII)).toList();
    private final ThreadLocal<SplittableRandom> random;

    /** @param seed the same seed on one thread gives the same choices, though not the same times and ids */
    Samples(long seed) {
        SplittableRandom root = new SplittableRandom(seed);
        random = ThreadLocal.withInitial(() -> {
            synchronized (root) {
                return root.split();
            }
        });
    }

    /** A hash in hex, 32 digits: no two alike. */
    String hash() {
        byte[] digits = new byte[HASH];
        writeHash(digits, 0);
        return new String(digits, US_ASCII);
    }

    /** Writes the digits of a hash there. */
    void writeHash(byte[] into, int at) {
        SplittableRandom r = random.get();
        writeHex(r.nextLong(), into, at);
        writeHex(r.nextLong(), into, at + HASH / 2);
    }

    private static void writeHex(long bits, byte[] into, int at) {
        for (int i = 0; i < HASH / 2; i++) {
            into[at + i] = HEX[(int) (bits >>> 4 * i) & 15];
        }
    }

    /** Writes a customer's id there, as subjects have it. */
    void writeSubject(byte[] into, int at) {
        byte[] subject = subjects.get(random.get().nextInt(subjects.size()));
        System.arraycopy(subject, 0, into, at, subject.length);
    }

    List<CustomerId> customers() {
        return customers;
    }

    CustomerId customer() {
        return customers.get(random.get().nextInt(customers.size()));
    }

    /** Nothing in it is personal. */
    PointsEarned plain() {
        return plain(customer());
    }

    PointsEarned plain(CustomerId customer) {
        return new PointsEarned(customer, random.get().nextLong(1, 10_000), new ContactId(hash()), now());
    }

    /** Two of its components are personal. */
    NoteTaken personal() {
        return personal(customer());
    }

    NoteTaken personal(CustomerId customer) {
        ContactId id = new ContactId(hash());
        Contact contact =
                new Contact(id, customer, "desk", Direction.INTERNAL, Personal.of("note-" + hash()), now(), hash());
        return new NoteTaken(contact, Personal.of(WORDS + hash()));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    String stream() {
        return "points-" + hash();
    }

    /** What the program itself says beside each fact. */
    Map<String, String> meta() {
        return Map.of("actor", "service", "channel", "desk", "correlation", hash());
    }

    Event event(EventEncoding encoding, Fact fact) {
        return encoding.encode(stream(), 0, CommitIds.next().toString(), meta(), fact);
    }
}
