package io.annals.app.demonstration.contact;

import io.annals.app.demonstration.Scene;
import io.annals.app.demonstration.Story;
import io.annals.edge.Role;
import java.util.List;
import java.util.Map;

/** Somebody of sales asks what a customer needs. */
final class Interview implements Story {
    @Override
    public int share() {
        return 4;
    }

    @Override
    public void tell(Scene scene) {
        List<String> told = scene.phrases("interview");
        scene.contact(
                scene.colleague(Role.SALES),
                "interview",
                "interview",
                "outbound",
                Map.of("topic", told.get(0), "durationSeconds", 60 * scene.between(15, 50), "summary", told.get(1)));
    }
}
