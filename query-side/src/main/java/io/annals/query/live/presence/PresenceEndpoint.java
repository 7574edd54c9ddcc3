package io.annals.query.live.presence;

import io.annals.edge.Actor;
import io.annals.edge.Scope;
import io.annals.edge.roles.ForStaff;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.query.visibility.Belongings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /**
     * @param me as the others see the one who asks
     * @param claims who takes care of whom, by the customer's id, as far as the caller's scope reaches
     */
    record Present(
            @Open String me,
            @TellsOf(Field.COLLEAGUES) List<Colleague> people,
            @TellsOf(Field.COLLEAGUES) Map<String, String> claims) {}

    @GetMapping("/presence")
    @ForStaff
    Present present(@AuthenticationPrincipal Actor actor) {
        return new Present(
                actor.name(),
                presence.everybody().entrySet().stream()
                        .map(one -> new Colleague(one.getKey(), seen(one.getValue(), actor.scope())))
                        .toList(),
                claims(actor.scope()));
    }

    private Map<String, String> claims(Scope scope) {
        Map<String, String> claims = new TreeMap<>(presence.claimed());
        claims.keySet().retainAll(seen(List.copyOf(claims.keySet()), scope));
        return claims;
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
