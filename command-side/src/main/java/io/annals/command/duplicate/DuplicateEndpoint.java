package io.annals.command.duplicate;

import static io.annals.command.CommandRequests.created;
import static io.annals.command.CommandRequests.ok;

import io.annals.command.CommandRequests;
import io.annals.command.decision.Answer;
import io.annals.command.duplicate.DuplicateCommand.Distinguish;
import io.annals.command.duplicate.DuplicateCommand.WithdrawDistinction;
import io.annals.edge.Actor;
import io.annals.edge.refusal.BadInput;
import io.annals.events.CustomerId;
import jakarta.annotation.security.RolesAllowed;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says that two customers are not the same, and takes it back. By whoever may merge them. */
@RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MANAGER", "SERVICE", "ADMINISTRATOR"})
@RestController
@RequestMapping("/customers/{customer}/distinctions")
class DuplicateEndpoint {
    private final CommandRequests requests;

    DuplicateEndpoint(CommandRequests requests) {
        this.requests = requests;
    }

    /** @param other who is not the same */
    record DistinctionForm(CustomerId other) {}

    record Distinction(CustomerId customer, CustomerId other, long position) {}

    /** They are suggested as duplicates no more, also when more of them becomes known. Said again, or of the other, nothing changes. */
    @PostMapping
    ResponseEntity<Distinction> distinguish(
            @PathVariable CustomerId customer,
            @RequestBody DistinctionForm form,
            @AuthenticationPrincipal Actor actor) {
        if (form.other().equals(customer)) {
            throw new BadInput("other", "must be another customer");
        }
        Answer<CustomerId> answer = requests.send(new Distinguish(customer, form.other(), requests.now()), actor);
        return created(answer).body(new Distinction(customer, answer.value(), answer.position()));
    }

    /** They may be suggested again; where nobody has said anything, nothing changes. */
    @DeleteMapping("/{other}")
    ResponseEntity<Distinction> withdraw(
            @PathVariable CustomerId customer, @PathVariable CustomerId other, @AuthenticationPrincipal Actor actor) {
        Answer<CustomerId> answer = requests.send(new WithdrawDistinction(customer, other, requests.now()), actor);
        return ok(answer).body(new Distinction(customer, answer.value(), answer.position()));
    }
}
