package io.annals.access.openid;

import io.annals.access.Proofs;
import io.annals.edge.Actor;
import io.annals.encoding.MongoKeyring;
import jakarta.annotation.security.RolesAllowed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** When a key of the installation itself has to give way to another: the runbook says in which order. */
@RestController
@RolesAllowed("ADMINISTRATOR")
class SecretEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger("annals.security");

    private final MongoKeyring keyring;
    private final SigningKeys signingKeys;
    private final Proofs proofs;

    SecretEndpoint(MongoKeyring keyring, SigningKeys signingKeys, Proofs proofs) {
        this.keyring = keyring;
        this.signingKeys = signingKeys;
        this.proofs = proofs;
    }

    /** @param rewrapped how many data keys were wrapped by another master key before */
    record Rewrapped(long rewrapped) {}

    /** All data keys are wrapped by the present master key when this answers. */
    @PostMapping("/secrets/rewrapping")
    Rewrapped rewrap(@AuthenticationPrincipal Actor actor) {
        proofs.require(actor);
        long rewrapped = keyring.rewrap();
        LOG.info("{} data keys wrapped anew by {}", rewrapped, actor.name());
        return new Rewrapped(rewrapped);
    }

    /** Ends all keys that tokens are signed with; here tokens stay good, others see it within minutes. */
    @PostMapping("/signing-keys/roll")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void roll(@AuthenticationPrincipal Actor actor) {
        proofs.require(actor);
        signingKeys.roll();
        LOG.info("signing key rolled by {}", actor.name());
    }
}
