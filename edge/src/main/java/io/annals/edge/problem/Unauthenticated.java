package io.annals.edge.problem;

import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;

/** Nobody known is asking. HTTP 401. */
public final class Unauthenticated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    private Unauthenticated(String rule, String sentence) {
        super(sentence, null, false, false);
        this.rule = rule;
    }

    /** What was shown did let somebody in, and does so no more. */
    public static final class Ended extends AuthenticationException {
        private static final long serialVersionUID = 1L;
        private final boolean session;

        /** @param session whether it was a session, so that logging in again helps */
        public Ended(boolean session) {
            super(session ? "session ended" : "token ended");
            this.session = session;
        }
    }

    public static Unauthenticated by(AuthenticationException e) {
        return switch (e) {
            case Ended ended
            when ended.session -> new Unauthenticated("session-ended", "This session has ended; log in again.");
            case Ended _ -> new Unauthenticated("token-ended", "This token has ended; get a new one.");
            case InsufficientAuthenticationException _ ->
                new Unauthenticated("no-key", "A key is needed: Authorization: Bearer annals_…");
            default -> new Unauthenticated("unknown-key", "Nobody has this key.");
        };
    }

    /** Whether something was shown that lets nobody in, rather than nothing. */
    public boolean wasShown() {
        return !rule.equals("no-key");
    }

    /** Why nobody comes in, as the problem has it. */
    public String rule() {
        return rule;
    }

    Problem problem() {
        return new Problem(rule, 401, String.valueOf(getMessage()));
    }
}
