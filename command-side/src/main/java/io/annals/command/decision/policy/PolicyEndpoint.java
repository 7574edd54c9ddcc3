package io.annals.command.decision.policy;

import io.annals.command.decision.policy.PolicyProcessors.CustomerStatus;
import io.annals.edge.refusal.Unknown;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How policies are doing, and another try for what they set aside. */
@RestController
@RequestMapping("/policies")
class PolicyEndpoint {
    private final PolicyProcessors processors;

    PolicyEndpoint(PolicyProcessors processors) {
        this.processors = processors;
    }

    /** @param done facts that were parked and have been reacted to now */
    record Retried(String policies, int done, long parked) {}

    @GetMapping
    @RolesAllowed("ADMINISTRATOR")
    List<CustomerStatus> all() {
        return processors.standings();
    }

    @PostMapping("/{name}/retry")
    @RolesAllowed("ADMINISTRATOR")
    Retried retry(@PathVariable String name) {
        if (!processors.knows(name)) {
            throw new Unknown("unknown-policies", "There are no policies of this name.");
        }
        int done = processors.retry(name);
        long left = processors.standings().stream()
                .filter(standing -> standing.policies().equals(name))
                .mapToLong(CustomerStatus::parked)
                .sum();
        return new Retried(name, done, left);
    }
}
