package io.annals.app.demonstration.contact;

import io.annals.app.demonstration.Scene;
import io.annals.app.demonstration.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A few lines to and fro; the company has the last word, if it is there at all. */
final class Chat implements Story {
    @Override
    public int share() {
        return 20;
    }

    @Override
    public void tell(Scene scene) {
        String conversation = scene.newId();
        List<String> lines = new ArrayList<>(scene.phrases("chat"));
        if (lines.size() % 2 == 1) {
            lines.add(scene.phrase("pleasure"));
        }
        boolean anybodyThere = scene.happens(0.92);
        for (int i = 0; i < (anybodyThere ? lines.size() : 1); i++) {
            Map<String, String> line = Map.of("conversation", conversation, "text", lines.get(i));
            if (i % 2 == 0) {
                scene.comesIn("chat", "chat", line);
            } else {
                scene.contact(scene.agent(), "chat", "chat", "outbound", line);
            }
            scene.pass(Duration.ofSeconds(20), Duration.ofMinutes(3));
        }
    }
}
