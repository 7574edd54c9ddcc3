package io.annals.app.demonstration.loyalty;

import io.annals.app.demonstration.Act;
import io.annals.app.demonstration.Colleague;
import io.annals.app.demonstration.Scene;
import io.annals.app.demonstration.Story;
import java.time.Duration;
import java.util.Map;

/** A card for everybody, points as a present, and what is bought for them. (Purchases earn theirs by themselves.) */
final class Points implements Story {
    private static final String CUSTOMER = "/customers/" + Act.CUSTOMER;

    @Override
    public int share() {
        return 5;
    }

    @Override
    public void welcome(Scene scene) {
        scene.request(Colleague.TILL, "POST", CUSTOMER + "/card", Map.of());
    }

    @Override
    public void tell(Scene scene) {
        scene.request(
                scene.agent(),
                "POST",
                CUSTOMER + "/loyalty/goodwill",
                Map.of("id", scene.newId(), "points", 50, "reason", scene.phrase("goodwill")));
        scene.pass(Duration.ofMinutes(5), Duration.ofDays(2));
        scene.request(
                Colleague.TILL,
                "POST",
                CUSTOMER + "/loyalty/redemptions",
                Map.of("id", scene.newId(), "points", 10 * scene.between(1, 4)));
    }
}
