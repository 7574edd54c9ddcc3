package io.annals.query.projection;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.earned;
import static io.annals.query.Stories.email;
import static io.annals.query.Stories.knownBy;
import static io.annals.query.Stories.purchase;
import static io.annals.query.Stories.registered;
import static io.annals.query.customer.CustomerProjection.CUSTOMER;
import static io.annals.query.loyalty.LoyaltyProjection.LOYALTY;
import static io.annals.query.timeline.TimelineProjection.TIMELINE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.IdentityKind;
import io.annals.events.loyalty.LoyaltyEvent.CardIssued;
import io.annals.query.World;
import io.annals.query.customer.CustomerView;
import io.annals.query.loyalty.LoyaltySection.Loyalty;
import io.annals.query.loyalty.LoyaltyView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ErasureTest {
    private static final List<String> PERSONAL = List.of(
            "Annabel",
            "annabel",
            "Quaintance",
            "quaintance",
            "ann.q@example.com",
            "+4930123456",
            "4000123412341234",
            "divorced");

    private final World world = new World();
    private final Projections projections = world.projections(CUSTOMER, LOYALTY, TIMELINE);
    private final Views<CustomerView> customers = projections.views(CUSTOMER);

    @AfterEach
    void end() {
        projections.stop();
        world.close();
    }

    private long aLife() throws Exception {
        world.tell(
                registered(ANN, "Annabel Quaintance"),
                knownBy(ANN, IdentityKind.EMAIL, "ann.q@example.com", "key-1"),
                knownBy(ANN, IdentityKind.PHONE, "+4930123456", "key-2"));
        world.tell(new AttributesCorrected(ANN, Personal.of(Map.of("family", "divorced")), List.of(), day(1)));
        world.tell(email(ANN, "m1", day(1), "Annabel is divorced"));
        world.tell(new CardIssued(ANN, Personal.of("4000123412341234"), "key-3", day(1)));
        return world.tell(purchase(ANN, "p1", day(2), "USD 29.33"), earned(ANN, 29, "p1"));
    }

    private long erase() throws Exception {
        world.keyring.destroy(ANN.toString());
        return world.tell(new CustomerErased(ANN, day(3)));
    }

    /** Which of the personal texts stand in which collections, read byte by byte. */
    private List<String> found() {
        List<String> found = new ArrayList<>();
        for (String collection : world.database.listCollectionNames()) {
            world.database
                    .getCollection(collection, RawBsonDocument.class)
                    .find()
                    .forEach(document -> {
                        byte[] bytes = new byte[document.getByteBuffer().remaining()];
                        document.getByteBuffer().get(bytes);
                        String text = new String(bytes, UTF_8);
                        PERSONAL.stream()
                                .filter(text::contains)
                                .forEach(personal -> found.add(collection + ": " + personal));
                    });
        }
        return found;
    }

    @Test
    void what_is_personal_stands_in_views_only_and_after_an_erasure_nowhere() throws Exception {
        projections.start();
        customers.one(ANN.toString(), aLife());
        projections.views(LOYALTY).one(ANN.toString(), 5L);
        projections.views(TIMELINE).one(ANN.toString(), 5L);
        assertThat(found()).isNotEmpty().allMatch(place -> place.startsWith("view_"));

        long erased = erase();
        CustomerView view = customers.one(ANN.toString(), erased).orElseThrow().view();
        projections.views(TIMELINE).one(ANN.toString(), erased);
        LoyaltyView account = projections
                .views(LOYALTY)
                .one(ANN.toString(), erased)
                .orElseThrow()
                .view();

        assertThat(found()).isEmpty();
        assertThat(view.erased()).isTrue();
        assertThat(view.name()).isNull();
        assertThat(view.purchases().money().get("USD")).hasToString("USD 29.33");
        assertThat(view.sections()).containsEntry("loyalty", new Loyalty(29, null));
        assertThat(account.card()).isNull();
        assertThat(account.balance()).isEqualTo(29);
    }

    @Test
    void a_rebuild_after_the_erasure_makes_the_same_document() throws Exception {
        projections.start();
        aLife();
        customers.one(ANN.toString(), erase());
        Document before = world.database.getCollection("view_customer_1").find().first();

        projections.views(TIMELINE).one(ANN.toString(), world.log.head());
        List<Document> rows = rows(1);

        projections.rebuild("customer", _ -> {});
        projections.rebuild("timeline", _ -> {});

        assertThat(rows(2)).hasSize(9).isEqualTo(rows);

        assertThat(world.database.getCollection("view_customer_2").find().first())
                .isEqualTo(before);
        assertThat(found()).isEmpty();
    }

    private List<Document> rows(int generation) {
        return world.database
                .getCollection("view_timeline_" + generation + "_rows")
                .find()
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
    }

    @Test
    void history_from_before_the_erasure_is_erased_too() throws Exception {
        long life = aLife();
        History history = new History(world.log, world.encoding, world.keyring, Duration.ofSeconds(1));
        assertThat(history.view(CUSTOMER, ANN.toString(), life)
                        .orElseThrow()
                        .view()
                        .name())
                .isEqualTo("Annabel Quaintance");
        erase();

        CustomerView then =
                history.view(CUSTOMER, ANN.toString(), life).orElseThrow().view();

        assertThat(then.name()).isNull();
        assertThat(then.identities()).isEmpty();
        assertThat(then.purchases().count()).isEqualTo(1);
    }
}
