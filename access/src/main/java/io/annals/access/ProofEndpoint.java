package io.annals.access;

import io.annals.edge.Actor;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.roles.ForUsers;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where people prove once more that it is they. */
@RestController
class ProofEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger("annals.security");

    private final Users users;
    private final SecondFactors factors;
    private final Proofs proofs;
    private final LoginThrottle throttle;

    ProofEndpoint(Users users, SecondFactors factors, Proofs proofs, LoginThrottle throttle) {
        this.users = users;
        this.factors = factors;
        this.proofs = proofs;
        this.throttle = throttle;
    }

    /** One of the two is enough. */
    record Proof(@Nullable String password, @Nullable String code) {
        /** Tells nothing. */
        @Override
        public String toString() {
            return "Proof[…]";
        }
    }

    /** Good for some minutes ({@code annals.sessions.proof}), for the session or the token with which it was asked. */
    @PostMapping("/me/proof")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ForUsers
    void prove(@RequestBody Proof form, @AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        String address = request.getRemoteAddr();
        LoginThrottle.Attempt attempt = throttle.begin(actor.name(), address);
        String code = form.code();
        boolean right = code != null
                ? factors.accept(actor.name(), code)
                : users.withPassword(actor.name(), form.password() == null ? "" : form.password())
                        .isPresent();
        if (!right) {
            LOG.info("proof of {} failed, from {}", actor.name(), address);
            throw code != null
                    ? new BadInput("code", "is not good, or is no more")
                    : new BadInput("password", "is not your password");
        }
        attempt.doesNotCount();
        proofs.given(actor.grant().id());
        LOG.info("{} proved by a {} that it is they", actor.name(), code != null ? "code" : "password");
    }
}
