package io.annals.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.annals.edge.EdgeConfig;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.MongoKeyring;
import io.annals.encoding.Secrets;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.CallMade;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Direction;
import io.annals.log.Commit;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.MongoEventLog;
import io.annals.log.Proposal;
import io.annals.mongod.EmbeddedMongod;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A log of before, with words that stood open in it, written anew by the command line. */
class ReimportTest {
    private static final String URI = EmbeddedMongod.forTests().connectionString();
    private static final String ERASED = "asks for Mr Byron of Albemarle Street";
    private static final String KNOWN = "asks for Mrs Lovelace of Ockham Park";
    private static final CustomerId ADA = new CustomerId(new UUID(7, 1));
    private static final CustomerId GEORGE = new CustomerId(new UUID(7, 2));

    private final String old = "reimport" + UUID.randomUUID().toString().substring(0, 8);
    private final String anew = old + "_2";
    private MongoClient client;
    private MongoKeyring keyring;

    @TempDir
    Path home;

    @BeforeEach
    void open() {
        client = EdgeConfig.client(URI);
        keyring = new MongoKeyring(client.getDatabase(old), Secrets.of(Map.of(), home.resolve("secrets")));
    }

    @AfterEach
    void drop() {
        client.getDatabase(old).drop();
        client.getDatabase(anew).drop();
        client.close();
    }

    @Test
    void words_that_stood_open_are_gone_with_who_was_erased_and_closed_for_all_others() {
        try (EventLog log = log(old)) {
            append(log, GEORGE, "c1", ERASED);
            append(log, ADA, "c2", KNOWN);
        }
        keyring.destroy(GEORGE.toString());
        client.getDatabase(old).getCollection("saved_views").insertOne(new Document("_id", "mine"));
        client.getDatabase(old).getCollection("view_customer_3").insertOne(new Document("_id", "made again"));
        assertThat(bytesOf(old)).contains(ERASED, KNOWN);

        assertThat(reimport()).isZero();
        assertThat(reimport()).as("again, with nothing left to do").isZero();

        assertThat(bytesOf(anew)).doesNotContain(ERASED, KNOWN);
        assertThat(client.getDatabase(anew).listCollectionNames())
                .contains("log", "subject_keys", "saved_views")
                .doesNotContain("view_customer_3");
        MongoKeyring keys = new MongoKeyring(client.getDatabase(anew), Secrets.of(Map.of(), home.resolve("secrets")));
        EventEncoding encoding = new EventEncoding(keys);
        try (EventLog log = log(anew)) {
            assertThat(log.verify(_ -> {})).isEqualTo(new EventLog.Verification(2, 2, null, null));
            List<CodedText> outcomes = new ArrayList<>();
            try (EventLog.Cursor<Commit> commits = log.read(0)) {
                commits.forEach(commit ->
                        encoding.decodeAll(commit.events()).forEach(fact -> outcomes.add(((CallMade) fact).outcome())));
            }
            assertThat(outcomes).containsExactly(new CodedText(null, Personal.erased()), CodedText.words(KNOWN));
        }
    }

    private int reimport() {
        return new CommandLine(new io.annals.app.Annals())
                .execute(
                        "reimport",
                        anew,
                        "--annals.mongodb.uri=" + URI,
                        "--annals.mongodb.database=" + old,
                        "--annals.home=" + home);
    }

    private EventLog log(String database) {
        return MongoEventLog.open(client, database, InstantSource.system(), new SimpleMeterRegistry());
    }

    /** As the first revision was written: the outcome open, and nothing of defects. */
    private void append(EventLog log, CustomerId customer, String id, String outcome) {
        Contact contact = new Contact(
                new ContactId(id),
                customer,
                "phone",
                Direction.INBOUND,
                Personal.of("ext-" + id),
                Instant.parse("2026-03-03T14:05:00Z"),
                "f");
        Event now = new EventEncoding(keyring)
                .encode(
                        contact.id().stream(),
                        0,
                        id,
                        Map.of("actor", "anna"),
                        new CallMade(contact, null, CodedText.of("gone"), null));
        BsonDocument first = now.data().decode(EventEncoding.codecs().get(BsonDocument.class));
        first.getDocument("contact").remove("defects");
        first.put("outcome", new BsonString(outcome));
        Event then = new Event(
                now.stream(),
                0,
                now.type(),
                1,
                id,
                now.subject(),
                now.occurredAt(),
                now.meta(),
                new RawBsonDocument(first, EventEncoding.codecs().get(BsonDocument.class)));
        log.append(new Proposal(CommitIds.next(), List.of(then), Map.of()))
                .durable()
                .join();
    }

    private String bytesOf(String database) {
        MongoDatabase found = client.getDatabase(database);
        StringBuilder bytes = new StringBuilder();
        for (String collection : found.listCollectionNames()) {
            for (RawBsonDocument document :
                    found.getCollection(collection, RawBsonDocument.class).find()) {
                bytes.append(new String(document.getBackingArray(), StandardCharsets.ISO_8859_1));
            }
        }
        return bytes.toString();
    }
}
