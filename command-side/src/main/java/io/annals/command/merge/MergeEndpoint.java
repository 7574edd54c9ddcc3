package io.annals.command.merge;

import static io.annals.command.CommandRequests.created;
import static io.annals.command.CommandRequests.ok;

import io.annals.command.CommandRequests;
import io.annals.command.Texts;
import io.annals.command.decision.Answer;
import io.annals.command.merge.MergeCommand.MergeCustomers;
import io.annals.command.merge.MergeCommand.PartCustomers;
import io.annals.edge.Actor;
import io.annals.edge.refusal.BadInput;
import io.annals.events.CustomerId;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes two customers one, and parts them again. */
@RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MANAGER", "SERVICE", "ADMINISTRATOR"})
@RestController
@RequestMapping("/customers/{customer}/merges")
class MergeEndpoint {
    private final CommandRequests requests;

    MergeEndpoint(CommandRequests requests) {
        this.requests = requests;
    }

    /**
     * @param absorbed shown under the other's id from now on
     * @param reason why they are the same, in the caller's words
     */
    record MergeForm(CustomerId absorbed, @Nullable String reason) {}

    /** @param customer under whose id they are shown from now on: who has absorbed the one that was named, if anybody has */
    record Merge(CustomerId customer, CustomerId absorbed, long position) {}

    @PostMapping
    ResponseEntity<Merge> merge(
            @PathVariable CustomerId customer, @RequestBody MergeForm form, @AuthenticationPrincipal Actor actor) {
        if (form.absorbed().equals(customer)) {
            throw new BadInput("absorbed", "must be another customer");
        }
        String reason = Texts.lineOrNull(form.reason(), Texts.LINE, "reason");
        Answer<CustomerId> answer =
                requests.send(new MergeCustomers(customer, form.absorbed(), reason, null, null, requests.now()), actor);
        return created(answer).body(new Merge(answer.value(), form.absorbed(), answer.position()));
    }

    /** @param customer who shows for themselves again */
    record Parting(CustomerId customer, long position) {}

    /** Everything is as if they had never been one, and what has happened since stays with the one it belongs to. */
    @DeleteMapping("/{absorbed}")
    ResponseEntity<Parting> part(
            @PathVariable CustomerId customer,
            @PathVariable CustomerId absorbed,
            @AuthenticationPrincipal Actor actor) {
        Answer<CustomerId> answer = requests.send(new PartCustomers(customer, absorbed, null, requests.now()), actor);
        return ok(answer).body(new Parting(answer.value(), answer.position()));
    }
}
