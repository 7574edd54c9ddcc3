package io.annals.app.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.identities.IdentityText;
import io.annals.events.contact.ContactKind;
import io.annals.events.customer.IdentityKind;
import java.lang.Character.UnicodeScript;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the demonstration tells, without a server. */
class StoriesTest {
    private static final Instant TODAY = Instant.parse("2026-11-28T15:00:00Z");
    private static final long SEED = 42;

    private final Stories stories = Stories.all();

    private List<Act> weeks(long seed) {
        return Weeks.until(TODAY, Stories.all(), seed).stream()
                .flatMap(history -> history.acts().stream())
                .toList();
    }

    private List<Act> contacts() {
        return weeks(SEED).stream().filter(Act::isContact).toList();
    }

    private static List<Act> life(long seed, boolean contactsAlone) {
        Life life = new Life(Stories.all(), seed, "l", contactsAlone);
        return IntStream.range(0, 500)
                .mapToObj(i -> life.next(TODAY.plusSeconds(i)))
                .toList();
    }

    private static String of(Act act, String name) {
        return String.valueOf(act.body().get(name));
    }

    @Test
    void the_same_seed_tells_the_same_weeks_and_another_one_others() {
        assertThat(weeks(SEED)).isEqualTo(weeks(SEED)).isNotEqualTo(weeks(SEED + 1));
    }

    @Test
    void the_same_seed_lives_the_same_life_and_another_one_another() {
        assertThat(life(SEED, false)).isEqualTo(life(SEED, false)).isNotEqualTo(life(SEED + 1, false));
    }

    @Test
    void every_kind_of_contact_occurs_in_the_weeks_and_in_life() {
        Set<String> kinds = Arrays.stream(ContactKind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(contacts()).extracting(act -> of(act, "kind")).containsAll(kinds);
        assertThat(life(SEED, true)).extracting(act -> of(act, "kind")).containsAll(kinds);
    }

    @Test
    void tasks_consents_teams_regions_cards_and_points_belong_to_the_weeks() {
        assertThat(weeks(SEED))
                .extracting(act -> act.method() + " " + act.path().replaceAll("/tasks/[^/]+/", "/tasks/{task}/"))
                .contains(
                        "POST /tasks",
                        "POST /tasks/{task}/completion",
                        "PUT /customers/{customer}/team",
                        "PUT /customers/{customer}/region",
                        "PUT /customers/{customer}/consents/mail/newsletter",
                        "POST /customers/{customer}/card",
                        "POST /customers/{customer}/loyalty/goodwill",
                        "POST /customers/{customer}/loyalty/redemptions");
    }

    @Test
    void of_opportunities_some_stand_in_each_stage_some_are_won_and_some_are_lost_at_whatever_hour_it_is_first_told() {
        for (int hour = 0; hour < 24; hour++) {
            Instant until = TODAY.plus(Duration.ofHours(hour));
            assertThat(lastOfOpportunities(Weeks.until(until, stories, InventedCompany.SEED)))
                    .as("until %s", until)
                    .contains("opportunities", "qualified", "proposal", "negotiation", "win", "loss");
        }
        assertThat(life(SEED, false)).anyMatch(act -> act.path().endsWith("/win"));
    }

    /** For each opportunity its stage or how it ended; {@code opportunities} where it was opened and no more. */
    private static Collection<String> lastOfOpportunities(List<Weeks.History> histories) {
        return histories.stream()
                .flatMap(history -> history.acts().stream())
                .filter(act -> act.path().startsWith("/opportunities"))
                .collect(Collectors.toMap(
                        act -> act.path().equals("/opportunities")
                                ? of(act, "id")
                                : act.path().split("/", -1)[2],
                        act -> act.path().endsWith("/stage")
                                ? of(act, "stage")
                                : act.path().replaceAll(".*/", ""),
                        (_, later) -> later))
                .values();
    }

    @Test
    void nothing_is_told_that_has_not_happened_yet_and_each_customer_in_the_order_of_time() {
        for (Weeks.History history : Weeks.until(TODAY, stories, SEED)) {
            assertThat(history.acts())
                    .isNotEmpty()
                    .allMatch(act -> act.customer().equals(history.customer()));
            assertThat(history.acts())
                    .extracting(Act::at)
                    .isSorted()
                    .allMatch(at -> !at.isAfter(TODAY) && at.isAfter(TODAY.minus(Duration.ofDays(44))));
        }
    }

    @Test
    void what_comes_back_was_bought_before() {
        List<Act> contacts = contacts();
        List<Act> returns = contacts.stream()
                .filter(act -> of(act, "kind").equals("return"))
                .toList();

        assertThat(returns).isNotEmpty().allSatisfy(back -> {
            Map<?, ?> purchase = (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) content(back)).get("purchase"));
            assertThat(contacts.subList(0, contacts.indexOf(back)))
                    .anyMatch(act -> of(act, "kind").equals("purchase")
                            && of(act, "externalId").equals(String.valueOf(purchase.get("externalId")))
                            && of(act, "channel").equals(String.valueOf(purchase.get("channel"))));
        });
    }

    private static Object content(Act act) {
        return Objects.requireNonNull(act.body().get("content"));
    }

    @Test
    void no_two_contacts_of_a_channel_have_one_id() {
        for (List<Act> told : List.of(contacts(), life(SEED, true))) {
            assertThat(told)
                    .extracting(act -> of(act, "channel") + " " + of(act, "externalId"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void some_wait_for_an_answer_some_have_missed_somebody_and_all_channels_are_used() {
        Map<Person, Act> lastMails = contacts().stream()
                .filter(act -> of(act, "kind").equals("email"))
                .collect(Collectors.toMap(Act::customer, act -> act, (_, later) -> later));

        assertThat(lastMails.values())
                .anyMatch(act -> of(act, "direction").equals("inbound"))
                .anyMatch(act -> of(act, "direction").equals("outbound"));
        assertThat(contacts()).anyMatch(act -> content(act).toString().contains("outcome=missed"));
        assertThat(life(SEED, true))
                .extracting(act -> of(act, "channel"))
                .contains("mail", "chat", "phone", "web", "web-shop", "store-12", "field", "desk");
    }

    @Test
    void a_life_of_contacts_alone_has_nothing_else_and_newcomers_come_by_a_contact() {
        assertThat(life(SEED, true)).allMatch(Act::isContact);
        List<Person> newcomers = stories.company().newcomers();
        List<Act> life = life(SEED, false);
        assertThat(life).anyMatch(act -> !act.isContact());
        assertThat(newcomers.stream()
                        .flatMap(one -> life.stream()
                                .filter(act -> act.customer().equals(one))
                                .limit(1)))
                .isNotEmpty()
                .allMatch(Act::isContact);
    }

    @Test
    void sixty_invented_people_write_in_many_scripts_and_each_has_an_address_and_number_of_nobody() {
        Company company = stories.company();
        List<Person> all = Stream.concat(company.customers().stream(), company.newcomers().stream())
                .toList();

        assertThat(company.customers()).hasSize(60);
        assertThat(all)
                .extracting(Person::email)
                .doesNotHaveDuplicates()
                .allMatch(email -> email.matches("[a-z.]+@(example\\.(com|org|net)|post\\.example)"));
        assertThat(all).extracting(Person::language).contains("en", "uk", "ru", "sr", "az");
        assertThat(all.stream().map(person -> UnicodeScript.of(person.name().codePointAt(0))))
                .contains(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK, UnicodeScript.HAN);
        List<String> numbers =
                all.stream().map(Person::phone).filter(phone -> phone != null).toList();
        assertThat(numbers)
                .hasSizeGreaterThan(30)
                .doesNotHaveDuplicates()
                .allSatisfy(number -> assertThat(IdentityText.normal(IdentityKind.PHONE, number, "phone"))
                        .isEqualTo(number));
        assertThat(numbers)
                .allMatch(
                        number -> number.matches(
                                "\\+442079460\\d{3}|\\+493023125\\d{3}|\\+3319900\\d{4}|\\+467017406\\d{2}|\\+121255501\\d{2}"));
    }
}
