package io.annals.command.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.EveryFact;
import io.annals.command.customer.CustomerRecord.Consent;
import io.annals.command.decision.Reading.RecordedFact;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.CustomerEvent.ConsentGiven;
import io.annals.events.customer.CustomerEvent.ConsentWithdrawn;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
import io.annals.events.customer.CustomerEvent.IdentityConflictFound;
import io.annals.events.customer.CustomerEvent.IdentityReleased;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.RolesAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What whoever edits something older is shown. */
@Tag("quick")
class CustomerRecordTest {
    private static final Instant MORNING = Instant.parse("2026-03-03T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final CustomerId ANNA = new CustomerId(new UUID(7, 1));
    private static final CustomerEvent REGISTERED = new CustomerRegistered(
            ANNA, PartyKind.PERSON, Set.of(PartyRole.CUSTOMER), Personal.of("Ana"), null, MORNING);

    @Test
    void it_is_what_stands_after_all_that_was_told() {
        assertThat(after(
                        REGISTERED,
                        new CustomerRenamed(ANNA, Personal.of("Anna"), NOON),
                        new RolesAssigned(ANNA, Set.of(PartyRole.PARTNER), NOON)))
                .isEqualTo(new CustomerRecord(2, "Anna", Set.of(PartyRole.PARTNER), Map.of(), List.of()));
        assertThat(after(REGISTERED))
                .isEqualTo(new CustomerRecord(0, "Ana", Set.of(PartyRole.CUSTOMER), Map.of(), List.of()));
    }

    @Test
    void attributes_are_those_that_still_hold() {
        CustomerRecord record = after(
                REGISTERED,
                new AttributesCorrected(ANNA, Personal.of(Map.of("city", "Kyiv", "sex", "female")), List.of(), NOON),
                new AttributesCorrected(ANNA, Personal.of(Map.of("city", "Baku")), List.of("sex"), NOON),
                new AttributesCorrected(ANNA, Personal.erased(), List.of(), NOON));

        assertThat(record.attributes()).isEqualTo(Map.of("city", "Baku"));
        assertThat(record.name()).isEqualTo("Ana");
        assertThat(record.version()).isEqualTo(3);
    }

    @Test
    void of_each_consent_the_last_word_stands() {
        CustomerRecord record = after(
                REGISTERED,
                new ConsentGiven(ANNA, "mail", "news", MORNING),
                new ConsentGiven(ANNA, "mail", "surveys", MORNING),
                new ConsentGiven(ANNA, "phone", "news", MORNING),
                new ConsentWithdrawn(ANNA, "mail", "news", NOON));

        assertThat(record.consents())
                .containsExactly(
                        new Consent("mail", "surveys", true, MORNING),
                        new Consent("phone", "news", true, MORNING),
                        new Consent("mail", "news", false, NOON));
        assertThat(record.version()).isEqualTo(4);
        assertThat(record.name()).isEqualTo("Ana");
    }

    @Test
    void what_an_edit_does_not_touch_counts_as_a_version_all_the_same() {
        Set<Class<?>> untouched = Set.of(
                IdentityAdded.class,
                IdentityConflictFound.class,
                IdentityClaimed.class,
                IdentityReleased.class,
                TeamAssigned.class,
                RegionAssigned.class);
        for (CustomerEvent fact : EveryFact.ofCustomers()) {
            if (untouched.contains(fact.getClass())) {
                assertThat(after(REGISTERED, fact))
                        .as("%s", fact)
                        .isEqualTo(new CustomerRecord(1, "Ana", Set.of(PartyRole.CUSTOMER), Map.of(), List.of()));
            }
        }
    }

    @Test
    void of_somebody_erased_no_name_and_no_attribute_is_shown() {
        CustomerRecord record = after(
                REGISTERED,
                new AttributesCorrected(ANNA, Personal.of(Map.of("city", "Kyiv")), List.of(), NOON),
                new CustomerErased(ANNA, NOON));

        assertThat(record).isEqualTo(new CustomerRecord(2, null, Set.of(PartyRole.CUSTOMER), Map.of(), List.of()));
        assertThat(after(REGISTERED, new CustomerRenamed(ANNA, Personal.erased(), NOON))
                        .name())
                .as("a name whose key is gone")
                .isNull();
    }

    private static CustomerRecord after(CustomerEvent... facts) {
        return CustomerRecord.of(
                Stream.of(facts).map(fact -> new RecordedFact(1, fact)).toList());
    }
}
