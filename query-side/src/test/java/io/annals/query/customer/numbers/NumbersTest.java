package io.annals.query.customer.numbers;

import static io.annals.query.Stories.contact;
import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.earned;
import static io.annals.query.Stories.email;
import static io.annals.query.Stories.purchase;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ChatMessagePosted;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Direction;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.loyalty.LoyaltyEvent.PointsTakenBack;
import io.annals.query.RunningSide;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The numbers of the day against what was told. */
@Timeout(120)
class NumbersTest {
    private static final CustomerId BUYER = customer(100);
    private static final CustomerId ASKER = customer(101);
    private static final CustomerId MESSENGER = customer(102);
    private static RunningSide side;

    @BeforeAll
    static void tenBuyers() throws Exception {
        side = new RunningSide();
        for (int i = 1; i <= 10; i++) {
            List<Fact> facts = new ArrayList<>(List.of(registered(customer(i), "Buyer " + i)));
            for (int n = 1; n <= i; n++) {
                facts.add(purchase(customer(i), "p-" + i + "-" + n, day(20 + i), "USD 1.00"));
            }
            side.tell("till", facts.toArray(Fact[]::new));
        }
        side.tell("anna", registered(BUYER, "Buys"), registered(ASKER, "Asks"));
    }

    @AfterAll
    static void end() {
        side.close();
    }

    private static Contact said(CustomerId customer, String channel, String id, Direction direction, Instant when) {
        return new Contact(
                new ContactId(id), customer, channel, direction, Personal.of("external-" + id), when, "print-" + id);
    }

    private static ChatMessagePosted chat(String id, Direction direction, Instant when) {
        return new ChatMessagePosted(said(ASKER, "chat", id, direction, when), null, Personal.of("text"));
    }

    private static ChatMessagePosted message(String id, Direction direction, Instant when) {
        return new ChatMessagePosted(said(MESSENGER, "messenger", id, direction, when), null, Personal.of("text"));
    }

    @Test
    void contacts_are_counted_by_channel_and_hour_of_the_zone() throws Exception {
        Instant evening = Instant.parse("2026-05-01T18:40:00Z"); // 22:40 in Baku, 00:10 on the 2nd in Kolkata
        side.tell("anna", new NoteTaken(contact(BUYER, "n1", "desk", evening), Personal.of("one")));
        side.tell("anna", new NoteTaken(contact(BUYER, "n2", "desk", evening.plusSeconds(60)), Personal.of("two")));
        side.tell("anna", email(BUYER, "m1", evening.minusSeconds(7200), "text"));

        JsonNode utc = side.get("/numbers/contacts?day=2026-05-01", "anna");
        JsonNode baku = side.get("/numbers/contacts?day=2026-05-01&zone=Asia/Baku", "anna");
        JsonNode kolkata = side.get("/numbers/contacts?day=2026-05-02&zone=Asia/Kolkata", "anna");

        assertThat(utc.path("total").asLong()).isEqualTo(3);
        assertThat(RunningSide.texts(utc.path("channels"), "channel")).containsExactly("desk", "mail");
        assertThat(utc.path("channels").path(0).path("hours").path(18).asLong()).isEqualTo(2);
        assertThat(utc.path("channels").path(1).path("hours").path(16).asLong()).isEqualTo(1);
        assertThat(baku.path("channels").path(0).path("hours").path(22).asLong())
                .isEqualTo(2);
        assertThat(kolkata.path("total").asLong()).isEqualTo(2);
        assertThat(kolkata.path("channels").path(0).path("hours").path(0).asLong())
                .isEqualTo(2);
    }

    /** Zones of the IANA's list in the years in which most of them went over to standard time. */
    @Test
    void hours_of_the_day_are_those_that_the_clocks_of_a_zone_really_showed() throws Exception {
        long seed = 20_261_128L;
        Random random = new Random(seed);
        List<Instant> times = random.longs(40, -2_150_000_000L, -1_500_000_000L)
                .mapToObj(Instant::ofEpochSecond)
                .toList();
        for (int i = 0; i < times.size(); i++) {
            side.tell("anna", new NoteTaken(contact(BUYER, "old-" + i, "attic", times.get(i)), Personal.of("old")));
        }
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        int odd = 0;
        for (int i = 0; i < 240; i++) {
            Instant time = times.get(i % times.size());
            ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            odd += zone.getRules().getOffset(time).getTotalSeconds() % 900 == 0 ? 0 : 1;
            LocalDate day = LocalDate.ofInstant(time, zone);
            List<Long> hours = new ArrayList<>(Collections.nCopies(24, 0L));
            times.stream()
                    .map(one -> one.atZone(zone))
                    .filter(one -> one.toLocalDate().equals(day))
                    .forEach(one -> hours.set(one.getHour(), hours.get(one.getHour()) + 1));

            JsonNode numbers = side.get(
                    "/numbers/contacts?day=" + day + "&zone=" + zone.getId().replace("+", "%2B"), "anna");

            assertThat(numbers.path("channels").path(0).path("hours").toString())
                    .as("seed %d: %s on %s, %s", seed, zone, day, time)
                    .isEqualTo(hours.toString().replace(" ", ""));
        }
        assertThat(odd).as("offsets of odd minutes").isGreaterThan(50);
    }

    @Test
    void contacts_and_first_answers_are_counted_by_person_and_those_who_wait_now_by_channel() throws Exception {
        side.tell("anna", registered(MESSENGER, "Writes"));
        Instant asked = Instant.parse("2026-06-11T08:00:00Z");
        side.tell("shop", message("by-1", Direction.INBOUND, asked));
        side.tell("boris", message("by-2", Direction.OUTBOUND, asked.plusSeconds(40)));
        side.tell("boris", message("by-3", Direction.OUTBOUND, asked.plusSeconds(90)));
        side.tell("shop", message("by-4", Direction.INBOUND, asked.plusSeconds(3600)));

        assertThat(side.get("/numbers/contacts?day=2026-06-11", "anna")
                        .path("people")
                        .toString())
                .isEqualTo("[{\"name\":\"boris\",\"total\":2},{\"name\":\"shop\",\"total\":2}]");
        assertThat(side.get("/numbers/answers?day=2026-06-11", "anna")
                        .path("people")
                        .toString())
                .isEqualTo("[{\"name\":\"boris\",\"answered\":1,\"medianSeconds\":40,\"p90Seconds\":40}]");
        JsonNode now = side.get("/numbers/waiting", "anna");
        JsonNode messages = now.path("channels")
                .valueStream()
                .filter(one -> one.path("channel").asString().equals("messenger"))
                .findFirst()
                .orElseThrow();
        assertThat(messages.path("waiting").asLong()).isEqualTo(1);
        assertThat(messages.path("since").asString()).isEqualTo("2026-06-11T09:00:00Z");
        assertThat(now.path("waiting").asLong())
                .isEqualTo(now.path("channels")
                        .valueStream()
                        .mapToLong(one -> one.path("waiting").asLong())
                        .sum());
    }

    @Test
    void points_are_summed_by_day_and_what_is_outstanding_goes_on_from_before() throws Exception {
        side.tell("till", earned(BUYER, 100, "px")); // on day 2
        side.tell(
                "till",
                new PointsRedeemed(BUYER, 30, "r1", day(4)),
                new PointsTakenBack(BUYER, 20, new ContactId("px"), new ContactId("rx"), day(4)));

        JsonNode days =
                side.get("/numbers/loyalty?days=2&day=2026-01-05", "anna").path("days");

        assertThat(days).hasSize(2);
        assertThat(days.path(0).toString())
                .isEqualTo("{\"day\":\"2026-01-04\",\"issued\":0,\"redeemed\":0,\"takenBack\":0,\"outstanding\":100}");
        assertThat(days.path(1).toString())
                .isEqualTo("{\"day\":\"2026-01-05\",\"issued\":0,\"redeemed\":30,\"takenBack\":20,\"outstanding\":50}");
        assertThat(side.get("/numbers/loyalty?days=1&day=2026-01-03", "anna")
                        .path("days")
                        .path(0)
                        .path("issued")
                        .asLong())
                .isEqualTo(100);
    }

    @Test
    void an_answer_that_is_told_late_counts_for_what_it_answers_and_the_rest_goes_on_waiting() throws Exception {
        CustomerId late = customer(103);
        Instant eight = Instant.parse("2026-06-16T08:00:00Z");
        side.tell("anna", registered(late, "Late"));
        side.tell("mail", email(late, "late-1", eight, "first"));
        side.tell("chat", message(late, "late-2", Direction.INBOUND, eight.plusSeconds(1800)));
        side.tell("chat", message(late, "late-3", Direction.INBOUND, eight.plusSeconds(3600)));
        side.tell("anna", message(late, "late-4", Direction.OUTBOUND, eight.plusSeconds(600)));

        JsonNode waiting = side.get("/customers/" + late, "anna").path("waiting");
        JsonNode channels = side.get("/numbers/answers?day=2026-06-16", "anna").path("channels");

        assertThat(waiting.path("since").asString()).isEqualTo("2026-06-16T08:30:00Z");
        assertThat(waiting.path("contact").asString()).isEqualTo("late-2");
        assertThat(channels.toString())
                .isEqualTo("[{\"channel\":\"chat\",\"answered\":0,\"waiting\":1},{\"channel\":\"mail\","
                        + "\"answered\":1,\"medianSeconds\":600,\"p90Seconds\":600,\"waiting\":0}]");
    }

    private static ChatMessagePosted message(CustomerId whose, String id, Direction direction, Instant when) {
        return new ChatMessagePosted(
                new Contact(new ContactId(id), whose, "chat", direction, Personal.of(id), when, "print-" + id),
                null,
                Personal.of("text"));
    }

    @Test
    void customers_stand_in_fifths_of_recency_and_frequency() throws Exception {
        JsonNode grid = side.get("/numbers/customers", "anna");

        assertThat(grid.path("customers").asLong()).isEqualTo(10);
        assertThat(grid.path("recency")).hasSize(5);
        assertThat(grid.path("frequency").path(0).toString())
                .isEqualTo("{\"score\":5,\"from\":9,\"to\":10,\"customers\":2}");
        assertThat(grid.path("recency").path(4).path("from").asString()).isEqualTo(day(21).toString());
        assertThat(grid.path("cells")
                        .valueStream()
                        .map(cell -> cell.path("recency").asInt() + "/"
                                + cell.path("frequency").asInt() + ": "
                                + cell.path("customers").asInt()))
                .containsExactly("5/5: 2", "4/4: 2", "3/3: 2", "2/2: 2", "1/1: 2");
    }

    @Test
    void first_answers_are_told_by_median_and_p90() throws Exception {
        Instant noon = Instant.parse("2026-06-01T12:00:00Z");
        for (int i = 1; i <= 10; i++) {
            Instant asked = noon.plusSeconds(600L * i);
            side.tell("anna", chat("ask-" + i, Direction.INBOUND, asked));
            side.tell("anna", chat("ask-again-" + i, Direction.INBOUND, asked.plusSeconds(1)));
            side.tell("anna", chat("answer-" + i, Direction.OUTBOUND, asked.plusSeconds(10L * i)));
            side.tell("anna", chat("more-" + i, Direction.OUTBOUND, asked.plusSeconds(300)));
        }
        side.tell("anna", chat("open", Direction.INBOUND, noon.plusSeconds(9000)));

        JsonNode answers = side.get("/numbers/answers?day=2026-06-01", "anna");

        assertThat(answers.path("channels").toString())
                .isEqualTo("[{\"channel\":\"chat\",\"answered\":10,\"medianSeconds\":50,\"p90Seconds\":90,"
                        + "\"waiting\":1}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/numbers/contacts?day=today",
                "/numbers/contacts?day=2026-02-30",
                "/numbers/contacts?zone=Mars/Olympus",
                "/numbers/loyalty?days=0",
                "/numbers/answers?day=0001-01-01"
            })
    void a_day_or_zone_that_there_is_none_is_refused(String path) throws Exception {
        assertThat(side.send("GET", path, new Actor("anna", Role.AGENT), "").statusCode())
                .isEqualTo(422);
    }
}
