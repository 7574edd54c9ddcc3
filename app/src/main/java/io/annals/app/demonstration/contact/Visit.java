package io.annals.app.demonstration.contact;

import io.annals.app.demonstration.Scene;
import io.annals.app.demonstration.Story;
import io.annals.edge.Role;
import java.util.Map;

/** The technician comes. */
final class Visit implements Story {
    @Override
    public int share() {
        return 6;
    }

    @Override
    public void tell(Scene scene) {
        scene.contact(
                scene.colleague(Role.TECHNICIAN),
                "visit",
                "field",
                "outbound",
                Map.of(
                        "address",
                        scene.customer().city(),
                        "durationSeconds",
                        60 * scene.between(20, 110),
                        "report",
                        scene.phrase("visit")));
    }
}
