package io.annals.command.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import io.annals.events.merge.MergeEvent;
import io.annals.events.merge.MergeEvent.CustomersMerged;
import io.annals.events.merge.MergeEvent.CustomersParted;
import org.junit.jupiter.api.Test;

class MergeByRuleTest {
    private static String customer(Side side, String kind, String value) {
        return side.post(
                        Role.AGENT,
                        "/customers",
                        "{\"name\":\"Ann\",\"identities\":[{\"kind\":\"%s\",\"value\":\"%s\"}]}".formatted(kind, value))
                .text("customer");
    }

    private static void note(Side side, String id, String customer) {
        assertThat(side.post(Role.AGENT, "/contacts", """
            {"kind":"note","channel":"desk","externalId":"%s","occurredAt":"2026-03-03T14:05:00Z",
             "customer":{%s},"content":{"text":"Hm."}}\
            """.formatted(id, customer))
                        .status())
                .isEqualTo(201);
    }

    private static String streamOf(String customer) {
        return MergeEvent.streamOf(CustomerId.of(customer));
    }

    @Test
    void who_shows_a_card_and_a_number_of_the_company_is_one_and_who_is_parted_by_hand_stays_so() {
        try (Side side = Side.start(Side.newDatabase(), "annals.merge.by-rule=true")) {
            String carded = customer(side, "card", "9000 1111");
            String numbered = customer(side, "externalId", "K-7");
            String addressed = customer(side, "email", "ann@example.org");

            note(side, "n1", "\"card\":\"9000 1111\",\"email\":\"ann@example.org\"");
            note(side, "n2", "\"card\":\"9000 1111\",\"externalId\":\"K-7\"");

            Side.await("merged by rule", () -> !side.stream(streamOf(numbered)).isEmpty());
            assertThat(side.stream(streamOf(numbered)))
                    .singleElement()
                    .isInstanceOfSatisfying(CustomersMerged.class, merged -> {
                        assertThat(merged.other()).isEqualTo(CustomerId.of(carded));
                        assertThat(merged.survives()).isFalse();
                        assertThat(merged.rule()).isEqualTo(WhenIdentitiesMeetThenMerge.RULE);
                    });
            assertThat(side.stream(streamOf(addressed))).isEmpty();

            side.send(side.request(Role.AGENT, "/customers/" + carded + "/merges/" + numbered)
                    .DELETE());

            assertThat(side.stream(streamOf(numbered)))
                    .hasExactlyElementsOfTypes(CustomersMerged.class, CustomersParted.class);
        }
    }
}
