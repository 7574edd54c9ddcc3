package io.annals.edge.problem;

import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;

/** Nobody known is asking. HTTP 401. */
public final class Unauthenticated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean keyShown;

    private Unauthenticated(boolean keyShown) {
        super(
                keyShown ? "Nobody has this key." : "A key is needed: Authorization: Bearer annals_…",
                null,
                false,
                false);
        this.keyShown = keyShown;
    }

    public static Unauthenticated by(AuthenticationException e) {
        return new Unauthenticated(!(e instanceof InsufficientAuthenticationException));
    }

    Problem problem() {
        return new Problem(keyShown ? "unknown-key" : "no-key", 401, String.valueOf(getMessage()));
    }
}
