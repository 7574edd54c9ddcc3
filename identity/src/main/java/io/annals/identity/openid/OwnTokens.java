package io.annals.identity.openid;

import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Keys;
import io.annals.edge.Register;
import io.annals.identity.Users;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Access tokens of our own issuer. Here they are recognised by their hash, as keys are, with the roles and the scope that
 * their user or their key has now; what they say inside is for others.
 */
@Component
class OwnTokens implements Register {
    private static final String GRANT = "token/";

    private final Authorizations authorizations;
    private final Users users;
    private final Keys keys;

    OwnTokens(Authorizations authorizations, Users users, Keys keys) {
        this.authorizations = authorizations;
        this.users = users;
        this.keys = keys;
    }

    @Override
    public boolean wouldHave(String secret) {
        return secret.startsWith("eyJ");
    }

    @Override
    public Optional<Actor> by(String secret) {
        return authorizations.by(secret).flatMap(this::actor);
    }

    @Override
    public Map<String, Actor> now(Set<String> ids) {
        List<String> ours = ids.stream()
                .filter(id -> id.startsWith(GRANT))
                .map(id -> id.substring(GRANT.length()))
                .toList();
        Map<String, Actor> found = new HashMap<>();
        if (!ours.isEmpty()) {
            authorizations
                    .now(ours)
                    .forEach(live -> actor(live)
                            .ifPresent(actor -> found.put(actor.grant().id(), actor)));
        }
        return found;
    }

    private Optional<Actor> actor(Authorizations.Live live) {
        Grant grant = new Grant(GRANT + live.id(), live.until().toInstant());
        Optional<Actor> whose = live.ofKey()
                ? keys.withHashes(live.principal()).map(Map.Entry::getKey)
                : users.actor(live.principal(), grant);
        return whose.map(actor -> new Actor(actor.name(), actor.roles(), actor.scope(), actor.team(), grant));
    }
}
