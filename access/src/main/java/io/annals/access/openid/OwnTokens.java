package io.annals.access.openid;

import io.annals.edge.Actor;
import io.annals.edge.Register;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Access tokens of our own issuer. Here they are recognised by their hash, as keys are, with the roles and the scope that
 * their user or their key has now; what they say inside is for others.
 */
@Component
class OwnTokens implements Register {
    private final Authorizations authorizations;

    OwnTokens(Authorizations authorizations) {
        this.authorizations = authorizations;
    }

    @Override
    public boolean wouldHave(String secret) {
        return secret.startsWith("eyJ");
    }

    @Override
    public Optional<Actor> by(String secret) {
        return authorizations.by(secret);
    }

    @Override
    public Map<String, Actor> now(Set<String> ids) {
        return authorizations.now(ids).stream()
                .collect(Collectors.toMap(actor -> actor.grant().id(), Function.identity()));
    }
}
