package io.annals.app.demonstration.contact;

import io.annals.app.demonstration.Scene;
import io.annals.app.demonstration.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A form of the web site, mostly answered by e-mail. */
final class Form implements Story {
    @Override
    public int share() {
        return 7;
    }

    @Override
    public void tell(Scene scene) {
        List<String> told = scene.phrases("form");
        scene.comesIn(
                "form",
                "web",
                Map.of(
                        "form",
                        "contact-request",
                        "fields",
                        Map.of(
                                "name", scene.customer().name(),
                                "city", scene.customer().city(),
                                "message", told.get(0))));
        if (scene.happens(0.85)) {
            scene.pass(Duration.ofMinutes(30), Duration.ofHours(7));
            scene.contact(
                    scene.agent(),
                    "email",
                    "mail",
                    "outbound",
                    Map.of(
                            "to",
                            scene.customer().email(),
                            "subject",
                            "Re: " + scene.customer().city(),
                            "text",
                            told.get(1)));
        }
    }
}
