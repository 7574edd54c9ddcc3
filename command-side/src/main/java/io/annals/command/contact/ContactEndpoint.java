package io.annals.command.contact;

import io.annals.command.contact.ContactHandlers.Recorded;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Commands;
import io.annals.command.decision.Sender;
import io.annals.command.decision.Uuid7;
import io.annals.edge.Actor;
import io.annals.edge.Positions;
import io.annals.edge.Role;
import io.annals.edge.refusal.NotAllowed;
import io.annals.events.CustomerId;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.ContactKind;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes in contacts one by one. */
@RestController
class ContactEndpoint {
    private final Intake intake;
    private final Commands commands;

    ContactEndpoint(Intake intake, Commands commands) {
        this.intake = intake;
        this.commands = commands;
    }

    /** @param known whether it was recorded before, and this is the first result again */
    record Result(ContactId contact, CustomerId customer, long position, boolean known) {}

    @PostMapping("/contacts")
    @RolesAllowed({"AGENT", "SERVICE", "TILL", "ADMINISTRATOR"})
    ResponseEntity<Result> record(@RequestBody ContactForm form, @AuthenticationPrincipal Actor actor) {
        refuseBeyondTill(form, actor);
        ContactCommand command = intake.command(form);
        Sender sender = Sender.of(actor, Uuid7.at(Instant.now()).toString())
                .on(command.told().channel());
        Answer<Recorded> answer = commands.send(command, sender);
        Recorded recorded = answer.value();
        return ResponseEntity.status(answer.known() ? HttpStatus.OK : HttpStatus.CREATED)
                .eTag(Positions.etag(answer.position()))
                .body(new Result(recorded.contact(), recorded.customer(), answer.position(), answer.known()));
    }

    /** A till sells and takes back; it has nothing to say about anything else. */
    private static void refuseBeyondTill(ContactForm form, Actor actor) {
        if (actor.is(Role.TILL) && form.kind() != ContactKind.PURCHASE && form.kind() != ContactKind.RETURN) {
            throw new NotAllowed("A till records purchases and returns only.");
        }
    }
}
