package io.annals.command.contact;

import io.annals.command.CommandRequests;
import io.annals.command.contact.ContactHandlers.Recorded;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Commands;
import io.annals.edge.Actor;
import io.annals.edge.refusal.BadInput;
import io.annals.events.CustomerId;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Direction;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What customers tell of themselves, without anybody of the company between: forms that came in through {@value #CHANNEL}, which
 * wait for an answer as any other does.
 */
@RestController
@RequestMapping("/customers/{customer}")
@RolesAllowed("CUSTOMER")
class OwnContactEndpoint {
    static final String CHANNEL = "customer-page";

    private final Intake intake;
    private final Commands commands;

    OwnContactEndpoint(Intake intake, Commands commands) {
        this.intake = intake;
        this.commands = commands;
    }

    /**
     * A message to the company.
     *
     * @param id made by the sender: the same again is recorded once
     * @param writtenAt when it was written
     */
    record MessageForm(UUID id, Instant writtenAt, String text) {}

    /**
     * The wish to be erased, which people decide about; nothing is erased by it.
     *
     * @param id made by the sender: the same again is recorded once
     * @param writtenAt when it was said
     * @param reason in the customer's own words, if they give one
     */
    record ErasureWishForm(
            UUID id, Instant writtenAt, @Nullable String reason) {}

    /** @param known whether it was recorded before, and this is the first result again */
    record Result(ContactId contact, CustomerId customer, long position, boolean known) {}

    @PostMapping("/messages")
    ResponseEntity<Result> message(
            @PathVariable CustomerId customer, @RequestBody MessageForm form, @AuthenticationPrincipal Actor actor) {
        if (form.text().isBlank()) {
            throw new BadInput("text", "must not be blank");
        }
        return recorded(customer, form.id(), form.writtenAt(), "message", "text", form.text(), actor);
    }

    @PostMapping("/erasure-wish")
    ResponseEntity<Result> wishToBeErased(
            @PathVariable CustomerId customer,
            @RequestBody ErasureWishForm form,
            @AuthenticationPrincipal Actor actor) {
        return recorded(customer, form.id(), form.writtenAt(), "erasure-wish", "reason", form.reason(), actor);
    }

    private ResponseEntity<Result> recorded(
            CustomerId customer, UUID id, Instant at, String form, String field, @Nullable String text, Actor actor) {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("form", form);
        ObjectNode fields = content.putObject("fields");
        if (text != null && !text.isBlank()) {
            fields.put(field, text.strip());
        }
        // under the customer's own name: an id that another customer's browser has made is another contact
        String externalId = customer + "/" + id;
        ContactCommand command = intake.command(
                new ContactForm(
                        ContactKind.FORM,
                        CHANNEL,
                        Direction.INBOUND,
                        externalId,
                        at,
                        new ContactForm.Customer(customer, null, null, null, null, null),
                        content,
                        CHANNEL,
                        externalId,
                        List.of()),
                "writtenAt");
        Answer<Recorded> answer =
                commands.send(command, CommandRequests.sender(actor).on(CHANNEL));
        return CommandRequests.created(answer)
                .body(new Result(
                        answer.value().contact(), answer.value().customer(), answer.position(), answer.known()));
    }
}
