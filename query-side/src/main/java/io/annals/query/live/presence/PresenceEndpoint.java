package io.annals.query.live.presence;

import io.annals.edge.Actor;
import io.annals.edge.Scope;
import io.annals.edge.roles.ForStaff;
import io.annals.query.sight.Belongings;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is here at this moment, on any node. */
@RestController
public class PresenceEndpoint {
    private final Presence presence;
    private final Belongings belongings;

    PresenceEndpoint(Presence presence, Belongings belongings) {
        this.presence = presence;
        this.belongings = belongings;
    }

    /** @param customers whom they have open, as far as the caller's scope reaches */
    record Colleague(String name, List<String> customers) {}

    /** @param me as the others see the one who asks */
    record Present(String me, List<Colleague> people) {}

    @GetMapping("/presence")
    @ForStaff
    Present present(@AuthenticationPrincipal Actor actor) {
        return new Present(
                actor.name(),
                presence.everybody().entrySet().stream()
                        .map(one -> new Colleague(one.getKey(), seen(one.getValue(), actor.scope())))
                        .toList());
    }

    private List<String> seen(List<String> customers, Scope scope) {
        if (scope instanceof Scope.All) {
            return customers;
        }
        belongings.load(customers);
        return customers.stream()
                .filter(customer -> belongings.reaches(scope, customer))
                .toList();
    }
}
