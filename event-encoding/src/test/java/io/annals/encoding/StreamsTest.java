package io.annals.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stream's name is stored for ever as well. */
@Tag("quick")
class StreamsTest {
    private static final String CUSTOMER = "01890a5d-ac96-774b-bcce-b302099a8057";
    private static final String TASK = "01890a5d-ac96-774b-bcce-b302099a8059";
    private static final String CONTACT = "6f3a52e1c0d94b7796b2f7a1d3c8e504";

    @Test
    void facts_belong_to_the_streams_that_they_have_always_belonged_to() {
        Map<String, String> others = Map.of(
                "merge.MergeRunBegun", "merge-run-" + TASK,
                "merge.MergeRunUndone", "merge-run-" + TASK,
                "customer.IdentityClaimed", "identity-card-the key",
                "customer.IdentityReleased", "identity-card-the key",
                "loyalty.PurchaseRewarded", "earned-" + CONTACT,
                "loyalty.ReturnSettled", "takenback-" + CONTACT,
                "loyalty.RedemptionMade", "redeemed-the redemption",
                "loyalty.GrantMade", "granted-the grant",
                "loyalty.AllowanceUsed", "allowance-the by-the day");
        Map<String, String> families = Map.of(
                "contact", "contact-" + CONTACT,
                "customer", "customer-" + CUSTOMER,
                "loyalty", "loyalty-" + CUSTOMER,
                "merge", "merge-" + CUSTOMER,
                "task", "task-" + TASK,
                "definition", "definition-the kind/the name",
                "opportunity", "opportunity-" + TASK);
        Map<String, String> streams = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();
        for (Class<? extends Fact> type : Facts.types()) {
            String name = EventEncoding.nameOf(type);
            streams.put(name, Facts.example(type).stream());
            expected.put(name, others.getOrDefault(name, families.get(name.substring(0, name.indexOf('.')))));
        }

        assertThat(streams).hasSizeGreaterThan(20).isEqualTo(expected);
    }
}
