package io.annals.app.demonstration.contact;

import io.annals.app.demonstration.Scene;
import io.annals.app.demonstration.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A short question by messenger or SMS, mostly answered there. */
final class Message implements Story {
    @Override
    public int share() {
        return 8;
    }

    @Override
    public void tell(Scene scene) {
        String channel = scene.oneOf(List.of("sms", "messenger"));
        String address = Objects.requireNonNullElse(
                scene.customer().phone(), scene.customer().email());
        List<String> lines = scene.phrases("chat");
        scene.comesIn("message", channel, Map.of("address", address, "text", lines.get(0)));
        if (scene.happens(0.9)) {
            scene.pass(Duration.ofMinutes(2), Duration.ofHours(2));
            scene.contact(
                    scene.agent(), "message", channel, "outbound", Map.of("address", address, "text", lines.get(1)));
        }
    }
}
