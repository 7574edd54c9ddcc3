package io.annals.app.demonstration.contact;

import io.annals.app.demonstration.Scene;
import io.annals.app.demonstration.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A customer asks by e-mail, and mostly gets an answer. */
final class Question implements Story {
    @Override
    public int share() {
        return 22;
    }

    @Override
    public void tell(Scene scene) {
        List<String> mail = scene.phrases("question");
        String subject = mail.get(0);
        scene.comesIn(
                "email", "mail", Map.of("from", scene.customer().email(), "subject", subject, "text", mail.get(1)));
        if (scene.happens(0.9)) {
            scene.pass(Duration.ofMinutes(15), Duration.ofHours(9));
            scene.contact(
                    scene.agent(),
                    "email",
                    "mail",
                    "outbound",
                    Map.of("to", scene.customer().email(), "subject", "Re: " + subject, "text", mail.get(2)));
        }
    }
}
