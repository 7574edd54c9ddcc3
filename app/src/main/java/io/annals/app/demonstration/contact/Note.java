package io.annals.app.demonstration.contact;

import io.annals.app.demonstration.Colleague;
import io.annals.app.demonstration.Scene;
import io.annals.app.demonstration.Story;
import io.annals.edge.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A note for a colleague, who is mentioned in it and often says something to it. */
final class Note implements Story {
    @Override
    public int share() {
        return 10;
    }

    @Override
    public void tell(Scene scene) {
        Colleague other = scene.colleague(scene.oneOf(List.of(Role.SUPERVISOR, Role.TECHNICIAN, Role.MANAGER)));
        note(scene, scene.agent(), other, "note");
        if (scene.happens(0.6)) {
            scene.pass(Duration.ofMinutes(5), Duration.ofHours(3));
            note(scene, other, scene.agent(), "reply");
        }
    }

    private static void note(Scene scene, Colleague by, Colleague to, String about) {
        scene.contact(
                by,
                "note",
                "desk",
                "internal",
                Map.of("text", "@" + to.login() + " " + scene.phrase(about), "mentions", List.of(to.login())));
    }
}
