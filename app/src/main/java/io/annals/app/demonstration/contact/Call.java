package io.annals.app.demonstration.contact;

import io.annals.app.demonstration.Scene;
import io.annals.app.demonstration.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A call that somebody takes, or nobody; then most are called back. */
final class Call implements Story {
    @Override
    public int share() {
        return 16;
    }

    @Override
    public void tell(Scene scene) {
        if (scene.happens(0.6)) {
            spoke(scene, "inbound", "answered", "call");
            return;
        }
        scene.comesIn("call", "phone", Map.of("outcome", scene.oneOf(List.of("missed", "missed", "voicemail"))));
        if (scene.happens(0.85)) {
            scene.pass(Duration.ofMinutes(8), Duration.ofHours(5));
            spoke(scene, "outbound", "answered", "callBack");
        }
    }

    private static void spoke(Scene scene, String direction, String outcome, String about) {
        scene.contact(
                scene.agent(),
                "call",
                "phone",
                direction,
                Map.of("durationSeconds", scene.between(40, 600), "outcome", outcome, "summary", scene.phrase(about)));
    }
}
