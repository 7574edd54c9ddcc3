package io.annals.app.demonstration.customer;

import io.annals.app.demonstration.Act;
import io.annals.app.demonstration.Colleague;
import io.annals.app.demonstration.Scene;
import io.annals.app.demonstration.Story;
import io.annals.edge.Role;
import java.util.List;
import java.util.Map;

/** To which team and region a customer belongs, and what they agree to. */
final class Belonging implements Story {
    private static final String CUSTOMER = "/customers/" + Act.CUSTOMER;

    @Override
    public int share() {
        return 2;
    }

    @Override
    public void welcome(Scene scene) {
        Colleague supervisor = scene.colleague(Role.SUPERVISOR);
        String region = scene.customer().language().equals("en") ? "west" : "east";
        scene.request(
                supervisor,
                "PUT",
                CUSTOMER + "/team",
                Map.of("team", scene.agent().team()));
        scene.request(supervisor, "PUT", CUSTOMER + "/region", Map.of("region", region));
        if (scene.happens(0.6)) {
            agree(scene, "PUT", "mail/newsletter");
        }
        if (scene.happens(0.3)) {
            agree(scene, "PUT", "phone/service");
        }
    }

    @Override
    public void tell(Scene scene) {
        agree(scene, scene.oneOf(List.of("PUT", "PUT", "DELETE")), "mail/offers");
    }

    private static void agree(Scene scene, String method, String to) {
        scene.request(scene.agent(), method, CUSTOMER + "/consents/" + to, Map.of());
    }
}
