package io.annals.encoding;

import io.annals.events.EventFamily;
import io.annals.events.Fact;
import io.annals.events.Upcaster;
import io.annals.log.Event;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.io.BasicOutputBuffer;

/** Facts to events of the log and back. Thread safe. */
public final class EventEncoding {
    private static final int ROOM_FOR_A_FACT = 768;
    private static final Map<Class<?>, EventType> TYPES =
            EventType.ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::fact, Function.identity()));
    private static final Map<String, Class<? extends Fact>> FACTS =
            EventType.ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::name, EventType::fact));

    private final Keyring keyring;
    private final Map<Class<?>, Shape> byClass;
    private final Map<String, Shape> byName;

    public EventEncoding(Keyring keyring) {
        this(keyring, EventType.ALL);
    }

    /** @throws IllegalArgumentException as {@link EventType#of} */
    static EventEncoding of(Keyring keyring, EventFamily... families) {
        return new EventEncoding(keyring, EventType.of(List.of(families)));
    }

    private EventEncoding(Keyring keyring, List<EventType> types) {
        this.keyring = keyring;
        List<Shape> shapes = types.stream().map(Shape::of).toList();
        byClass = shapes.stream()
                .collect(Collectors.toUnmodifiableMap(shape -> shape.type().fact(), Function.identity()));
        byName = shapes.stream()
                .collect(Collectors.toUnmodifiableMap(shape -> shape.type().name(), Function.identity()));
    }

    /**
     * The event that keeps this fact: subject, time, name and revision are the fact's own.
     *
     * @param seq number within the stream, from 0
     * @throws IllegalArgumentException when the class of the fact has no public name
     */
    public Event encode(String stream, long seq, String eventId, Map<String, String> meta, Fact fact) {
        Shape shape = byClass.get(fact.getClass());
        if (shape == null) {
            throw nameless(fact.getClass());
        }
        String subject = fact.subjectId();
        RawBsonDocument data = sealed(subject, shape.codec(), fact);
        EventType type = shape.type();
        return new Event(stream, seq, type.name(), type.rev(), eventId, subject, fact.occurredAt(), meta, data);
    }

    /**
     * The fact that an event keeps. What is personal is erased when the subject's key is gone.
     *
     * @throws UnknownEvent when the name or its revision is not known here
     * @throws Unreadable when a personal component does not open with the subject's key
     */
    public Fact decode(Event event) {
        Shape shape = byName.get(event.type());
        if (shape == null) {
            throw new UnknownEvent(event.type(), event.rev(), "no event of that name is known to this version");
        }
        String subject = Objects.requireNonNull(event.subject(), "an event that keeps a fact has a subject");
        return unsealed(subject, shape.codec(), shape.current(event));
    }

    /** The facts that events keep, in their order, with all keys loaded at once. As {@link #decode} otherwise. */
    public List<Fact> decodeAll(Collection<Event> events) {
        loadKeys(events);
        return events.stream().map(this::decode).toList();
    }

    /** Loads all keys at once with which these events are going to be decoded. */
    public void loadKeys(Collection<Event> events) {
        keyring.load(
                events.stream().map(Event::subject).filter(Objects::nonNull).collect(Collectors.toSet()));
    }

    /**
     * The event in the revision that is written today, for a new log: what an earlier one kept open and is personal now is
     * encrypted, or gone if its subject is erased. The very same event where its revision is today's.
     *
     * @throws UnknownEvent as {@link #decode}
     */
    public Event renewed(Event event) {
        Fact fact = decode(event);
        Shape shape = byClass.get(fact.getClass());
        return shape != null && shape.type().rev() == event.rev()
                ? event
                : encode(event.stream(), event.seq(), event.id(), event.meta(), fact);
    }

    /**
     * A record about one subject for storage outside of views, such as a snapshot: personal components are encrypted as
     * in the log.
     */
    public <T extends Record> RawBsonDocument seal(String subject, T record) {
        return sealed(subject, codecOf(record), record);
    }

    /** The record that {@link #seal} wrote; what is personal is erased when the subject's key is gone. */
    public <T extends Record> T unseal(String subject, Class<T> type, RawBsonDocument document) {
        return unsealed(subject, codecs().get(type), document);
    }

    /**
     * The public name of a fact, such as {@code contact.EmailReceived}.
     *
     * @throws IllegalArgumentException when the class has none
     */
    public static String nameOf(Class<? extends Fact> type) {
        EventType known = TYPES.get(type);
        if (known == null) {
            throw nameless(type);
        }
        return known.name();
    }

    /**
     * The class of the fact of a public name.
     *
     * @throws IllegalArgumentException when none has it
     */
    public static Class<? extends Fact> factOf(String name) {
        Class<? extends Fact> fact = FACTS.get(name);
        if (fact == null) {
            throw new IllegalArgumentException("no fact is known by the name " + name);
        }
        return fact;
    }

    /**
     * A record as a document, for views. Nothing is encrypted: a {@code Personal} component is written as its value. May
     * hold records, lists, sets, maps, enums, instants (milliseconds), money, ids and the plain types; what is null is
     * left out.
     */
    public static <T> RawBsonDocument toBson(T record) {
        BasicOutputBuffer out = new BasicOutputBuffer(ROOM_FOR_A_FACT);
        try (BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
            codecOf(record).encode(writer, record, SealingWriter.CONTEXT);
        }
        return document(out);
    }

    /** The record that {@link #toBson} wrote, from however the driver hands the document out; unknown fields are passed over. */
    public static <T> T fromBson(Class<T> type, BsonDocument document) {
        Codec<T> codec = codecs().get(type);
        return document instanceof RawBsonDocument raw
                ? raw.decode(codec)
                : codec.decode(new BsonDocumentReader(document), UnsealingReader.CONTEXT);
    }

    /** The forms of {@link #toBson}, for a collection of records. */
    public static CodecRegistry codecs() {
        return Forms.REGISTRY;
    }

    private <T> RawBsonDocument sealed(String subject, Codec<T> codec, T value) {
        BasicOutputBuffer out = new BasicOutputBuffer(ROOM_FOR_A_FACT);
        try (SealingWriter writer = new SealingWriter(out, keyring, subject)) {
            codec.encode(writer, value, SealingWriter.CONTEXT);
        }
        return document(out);
    }

    private <T> T unsealed(String subject, Codec<T> codec, RawBsonDocument document) {
        try (UnsealingReader reader = new UnsealingReader(document, keyring, subject)) {
            return codec.decode(reader, UnsealingReader.CONTEXT);
        }
    }

    private static RawBsonDocument document(BasicOutputBuffer written) {
        return new RawBsonDocument(written.getInternalBuffer(), 0, written.getPosition());
    }

    @SuppressWarnings("unchecked") // the codec of a value's own class takes the value
    private static <T> Codec<T> codecOf(T value) {
        return (Codec<T>) codecs().get(value.getClass());
    }

    private static IllegalArgumentException nameless(Class<?> type) {
        return new IllegalArgumentException(type.getName() + " has no public name: its family is not declared");
    }

    /** What it takes to write and read one type. */
    private record Shape(EventType type, Codec<Fact> codec) {
        private static final DocumentCodec STORED = new DocumentCodec();

        @SuppressWarnings("unchecked") // only facts of this very class are given to the codec
        static Shape of(EventType type) {
            return new Shape(type, (Codec<Fact>) codecs().get(type.fact()));
        }

        RawBsonDocument current(Event event) {
            if (event.rev() == type.rev()) {
                return event.data();
            }
            if (event.rev() < 1 || event.rev() > type.rev()) {
                throw new UnknownEvent(event.type(), event.rev(), "this version reads 1 to " + type.rev());
            }
            Document stored = event.data().decode(STORED);
            for (Upcaster step : type.upcasters().subList(event.rev() - 1, type.rev() - 1)) {
                step.change(stored);
            }
            return new RawBsonDocument(stored, STORED);
        }
    }
}
