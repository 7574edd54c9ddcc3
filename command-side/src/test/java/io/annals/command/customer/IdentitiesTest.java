package io.annals.command.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Identities;
import io.annals.command.Identity;
import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.command.customer.CustomerCommand.RegisterCustomer;
import io.annals.command.decision.Commands;
import io.annals.command.decision.Sender;
import io.annals.command.decision.Uuid7;
import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.encoding.Pseudonyms;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.customer.CustomerEvent.IdentityConflictFound;
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentitiesTest {
    private final Side side = Side.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void two_mailboxes_of_idna_2008_are_two_customers_however_they_are_written() {
        String sharp = customer("email", unique + "@straße.example");
        String twice = customer("email", unique + "@strasse.example");

        assertThat(sharp).isNotEqualTo(twice);
        assertThat(customer("email", unique + "@xn--strae-oqa.example")).isEqualTo(sharp);
        assertThat(customer("email", "Info <" + unique.toUpperCase(Locale.ROOT) + "@STRASSE.example>"))
                .isEqualTo(twice);
        assertThat(customer("email", unique + "@βόλος.example"))
                .isNotEqualTo(customer("email", unique + "@βόλοσ.example"));
    }

    @Test
    void who_was_claimed_when_both_mailboxes_were_one_is_found_by_both() {
        String before = claimedBefore(IdentityKind.EMAIL, unique + "@strasse.example");

        assertThat(customer("email", unique + "@straße.example")).isEqualTo(before);
        assertThat(customer("email", unique + "@strasse.example")).isEqualTo(before);
        Reply taken = side.post(Role.AGENT, "/customers", """
            {"name":"Another","identities":[{"kind":"email","value":"%s@straße.example"}]}\
            """.formatted(unique));
        assertThat(taken.status()).isEqualTo(409);
    }

    @Test
    void two_who_become_one_by_the_rules_are_a_suspected_duplicate_and_stay_two() {
        String digits = String.valueOf(10_000_000 + Math.floorMod(unique.hashCode(), 80_000_000));
        String bare = claimedBefore(IdentityKind.PHONE, "+5411" + digits);
        String mobile = claimedBefore(IdentityKind.PHONE, "+54911" + digits);
        long before = side.head();

        String found = customer("phone", "+54 9 11 " + digits);

        assertThat(found).isEqualTo(bare);
        List<Fact> told = side.facts(before);
        assertThat(told)
                .filteredOn(IdentityConflictFound.class::isInstance)
                .map(fact -> ((IdentityConflictFound) fact).customer().toString())
                .containsExactlyInAnyOrder(bare, mobile);
    }

    /** What fingerprints of contacts are made of, so that a contact told again from before is recognised. */
    @ParameterizedTest
    @CsvSource({
        "EMAIL,       Info@STRASSE.example,     info@strasse.example",
        "EMAIL,       info@straße.example,      info@strasse.example",
        "PHONE,       +54 9 11 2345 6789,       +5491123456789",
        "PHONE,       +1 000 000 0000,          +10000000000",
        "PHONE,       +55 11 8765-4321,         +551187654321",
        "CARD,        ab 00-00,                 AB0000",
        "CARD,        0000,                     0000",
        "EXTERNAL_ID, ' undefined ',            undefined",
    })
    void what_was_told_keeps_the_hash_that_it_had(IdentityKind kind, String typed, String formerly) {
        Identities identities = side.context().getBean(Identities.class);
        Pseudonyms pseudonyms = side.context().getBean(Pseudonyms.class);

        assertThat(identities.told(kind, typed)).isEqualTo(pseudonyms.of("identity", kind.name(), formerly));
    }

    private String customer(String kind, String value) {
        Reply reply = side.post(Role.AGENT, "/contacts", """
            {"kind":"note","channel":"desk","externalId":"%s","occurredAt":"2026-03-03T14:05:00Z",
             "customer":{"%s":"%s"},"content":{"text":"x"}}\
            """.formatted(UUID.randomUUID(), kind, value));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.text("customer");
    }

    /** As the program did before the rules were these. */
    private String claimedBefore(IdentityKind kind, String value) {
        String key = side.context().getBean(Pseudonyms.class).of("identity", kind.name(), value);
        CustomerId customer = new CustomerId(Uuid7.at(Instant.now()));
        RegisterCustomer command = new RegisterCustomer(
                customer,
                PartyKind.PERSON,
                null,
                Set.of(PartyRole.CUSTOMER),
                List.of(new Identity(kind, value, key)),
                Map.of(),
                Instant.parse("2026-03-03T14:05:00Z"));
        side.bean(Commands.class).send(command, Sender.of(new Actor("before", Role.AGENT), unique));
        return customer.toString();
    }
}
