package io.annals.edge;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One kind of what lets actors in, as it is kept somewhere. A bean of this type is asked at every door. */
public interface Register {
    /** Whether this secret is of this kind, by its form alone. */
    boolean wouldHave(String secret);

    /** Whom the secret lets in. */
    Optional<Actor> by(String secret);

    /** Those of these grants that are of this kind and let somebody in now, by {@link Grant#id}. */
    Map<String, Actor> now(Set<String> ids);
}
