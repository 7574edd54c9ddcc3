package io.annals.app.demonstration.task;

import io.annals.app.demonstration.Act;
import io.annals.app.demonstration.Scene;
import io.annals.app.demonstration.Story;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Something is to be done for a customer, by somebody or by whoever of the team takes it; mostly it is, in time. */
final class Promise implements Story {
    @Override
    public int share() {
        return 10;
    }

    @Override
    public void tell(Scene scene) {
        UUID task = scene.newUuid();
        List<String> what = scene.phrases("task");
        Map<String, Object> told = new TreeMap<>(Map.of(
                "id",
                task.toString(),
                "customer",
                Act.CUSTOMER,
                "title",
                what.get(0),
                "assignee",
                scene.oneOf(
                        List.of(scene.agent().login(), "team/" + scene.agent().team())),
                "due",
                scene.now()
                        .plus(Duration.ofDays(scene.between(2, 6)))
                        .truncatedTo(ChronoUnit.HOURS)
                        .toString()));
        if (!what.get(1).isEmpty()) {
            told.put("text", what.get(1));
        }
        scene.request(scene.agent(), "POST", "/tasks", told);
        if (scene.happens(0.9)) {
            scene.pass(Duration.ofHours(4), Duration.ofDays(3));
            scene.request(scene.agent(), "POST", "/tasks/" + task + "/completion", Map.of());
        }
    }
}
