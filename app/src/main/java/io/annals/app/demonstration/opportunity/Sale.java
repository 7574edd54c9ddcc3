package io.annals.app.demonstration.opportunity;

import io.annals.app.demonstration.Act;
import io.annals.app.demonstration.Colleague;
import io.annals.app.demonstration.Scene;
import io.annals.app.demonstration.Story;
import io.annals.edge.Role;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A sale that may come: it goes through the stages of the standard pipeline, stays somewhere, is won, or lost with a reason. */
final class Sale implements Story {
    private static final List<String> STAGES = List.of("qualified", "proposal", "negotiation");
    private static final List<String> REASONS = List.of("price", "competitor", "no-need", "later");
    private static final double GOES_ON = 0.8;

    @Override
    public int share() {
        return 14;
    }

    @Override
    public void tell(Scene scene) {
        Colleague owner = scene.happens(0.6) ? scene.colleague(Role.SALES) : scene.agent();
        List<String> deal = scene.phrases("deal");
        String id = scene.newUuid().toString();
        String path = "/opportunities/" + id;
        scene.request(
                owner,
                "POST",
                "/opportunities",
                Map.of(
                        "id",
                        id,
                        "customer",
                        Act.CUSTOMER,
                        "title",
                        deal.get(0),
                        "amount",
                        Map.of("amount", deal.get(1), "currency", "EUR"),
                        "expectedClose",
                        scene.now()
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDate()
                                .plusDays(scene.between(10, 60))
                                .toString()));
        for (String stage : STAGES) {
            if (!scene.happens(GOES_ON)) {
                return;
            }
            scene.pass(Duration.ofDays(1), Duration.ofDays(4));
            scene.request(owner, "PUT", path + "/stage", Map.of("stage", stage));
        }
        if (!scene.happens(GOES_ON)) {
            return;
        }
        scene.pass(Duration.ofDays(1), Duration.ofDays(4));
        if (scene.happens(0.6)) {
            scene.request(owner, "POST", path + "/win", Map.of());
        } else {
            scene.request(
                    owner, "POST", path + "/loss", Map.of("reason", scene.oneOf(REASONS), "text", scene.phrase("why")));
        }
    }
}
