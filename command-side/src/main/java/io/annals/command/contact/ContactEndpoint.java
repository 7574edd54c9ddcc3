package io.annals.command.contact;

import io.annals.command.CommandRequests;
import io.annals.command.contact.ContactHandlers.Recorded;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Commands;
import io.annals.command.decision.Sender;
import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.edge.refusal.NotAllowed;
import io.annals.events.CustomerId;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Defect;
import jakarta.annotation.security.RolesAllowed;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    /**
     * What became of a contact.
     *
     * @param known whether it was recorded before, and this is the first result again
     * @param mended what could not stand as it was sent; left out when all could
     */
    record Result(
            ContactId contact,
            CustomerId customer,
            long position,
            boolean known,
            @Nullable List<Mended> mended) {}

    /**
     * Something that was mended.
     *
     * @param field as the sender named it, or what it stood in
     * @param defect what was wrong with it
     */
    record Mended(String field, Defect.Kind defect) {
        /** Null for nothing, which JSON leaves out. */
        static @Nullable List<Mended> in(Contact told) {
            return told.defects().isEmpty()
                    ? null
                    : told.defects().stream()
                            .map(defect -> new Mended(defect.field(), defect.kind()))
                            .distinct()
                            .toList();
        }
    }

    @PostMapping("/contacts")
    @RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "TECHNICIAN", "MANAGER", "TILL", "SERVICE", "ADMINISTRATOR"})
    ResponseEntity<Result> record(@RequestBody ContactForm form, @AuthenticationPrincipal Actor actor) {
        refuseBeyondRole(form, actor);
        ContactCommand command = intake.command(form);
        Sender sender = CommandRequests.sender(actor).on(command.told().channel());
        Answer<Recorded> answer = commands.send(command, sender);
        Recorded recorded = answer.value();
        return CommandRequests.created(answer)
                .body(new Result(
                        recorded.contact(),
                        recorded.customer(),
                        answer.position(),
                        answer.known(),
                        Mended.in(command.told())));
    }

    /** A till sells and takes back, a technician visits and tells of it; others record whatever there is. */
    private static void refuseBeyondRole(ContactForm form, Actor actor) {
        if (actor.roles().stream().noneMatch(role -> kindsOf(role).contains(form.kind()))) {
            throw new NotAllowed("Your role does not record contacts of this kind.");
        }
    }

    private static Set<ContactKind> kindsOf(Role role) {
        return switch (role) {
            case TILL -> EnumSet.of(ContactKind.PURCHASE, ContactKind.RETURN);
            case TECHNICIAN -> EnumSet.of(ContactKind.VISIT, ContactKind.CALL, ContactKind.NOTE);
            case MARKETING, AUDITOR, CUSTOMER -> EnumSet.noneOf(ContactKind.class);
            case AGENT, SUPERVISOR, SALES, MANAGER, SERVICE, ADMINISTRATOR -> EnumSet.allOf(ContactKind.class);
        };
    }
}
