package io.annals.app.demonstration.contact;

import io.annals.app.demonstration.Act;
import io.annals.app.demonstration.Scene;
import io.annals.app.demonstration.Story;
import io.annals.edge.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A complaint that is solved: a call, some points, and thanks in the end. */
final class Complaint implements Story {
    @Override
    public int share() {
        return 6;
    }

    @Override
    public void tell(Scene scene) {
        List<String> told = scene.phrases("complaint");
        String email = scene.customer().email();
        scene.comesIn("email", "mail", Map.of("from", email, "subject", told.get(0), "text", told.get(1)));
        scene.pass(Duration.ofMinutes(40), Duration.ofHours(4));
        scene.contact(
                scene.agent(),
                "call",
                "phone",
                "outbound",
                Map.of("durationSeconds", scene.between(90, 500), "outcome", "solved", "summary", told.get(2)));
        scene.pass(Duration.ofMinutes(3), Duration.ofMinutes(20));
        scene.request(
                scene.colleague(Role.SUPERVISOR),
                "POST",
                "/customers/" + Act.CUSTOMER + "/loyalty/goodwill",
                Map.of("id", scene.newId(), "points", 200, "reason", told.get(0)));
        scene.contact(
                scene.agent(),
                "email",
                "mail",
                "outbound",
                Map.of("to", email, "subject", "Re: " + told.get(0), "text", told.get(3)));
        scene.pass(Duration.ofDays(1), Duration.ofDays(3));
        scene.contact(
                scene.agent(),
                "call",
                "phone",
                "inbound",
                Map.of("durationSeconds", scene.between(20, 80), "outcome", "answered", "summary", told.get(4)));
    }
}
