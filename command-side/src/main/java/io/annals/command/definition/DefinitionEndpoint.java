package io.annals.command.definition;

import static io.annals.command.CommandRequests.created;
import static io.annals.command.CommandRequests.ok;

import io.annals.command.CommandRequests;
import io.annals.command.decision.Answer;
import io.annals.command.definition.DefinitionCommand.ApproveVersion;
import io.annals.command.definition.DefinitionCommand.ChangeDraft;
import io.annals.command.definition.DefinitionCommand.DraftDefinition;
import io.annals.command.definition.DefinitionCommand.SubmitDraft;
import io.annals.command.definition.DefinitionCommand.WithdrawVersion;
import io.annals.command.definition.DefinitionHandlers.Edited;
import io.annals.edge.Actor;
import io.annals.edge.IfMatch;
import io.annals.edge.definition.DefinitionForm;
import io.annals.edge.refusal.BadInput;
import io.annals.events.definition.DefinitionId;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Drafting definitions, and making them effective. */
@RolesAllowed({"MANAGER", "ADMINISTRATOR"})
@RestController
@RequestMapping("/definitions/{kind}/{name}/versions")
class DefinitionEndpoint {
    private static final String CONTENT = "/content";

    private final Definitions definitions;
    private final CommandRequests requests;

    DefinitionEndpoint(Definitions definitions, CommandRequests requests) {
        this.definitions = definitions;
        this.requests = requests;
    }

    /**
     * @param version the number of the version
     * @param edit what the next edit of the definition names in If-Match
     */
    record Result(DefinitionId definition, long version, long edit, long position) {}

    /** @param content as the schema of its kind has it */
    record ContentForm(JsonNode content) {}

    /**
     * @param effectiveFrom when it is to be effective; without it as soon as may be
     * @param effectiveTo until when; without it without an end
     */
    record SubmissionForm(
            @Nullable Instant effectiveFrom, @Nullable Instant effectiveTo) {}

    /** A draft of the next version. There is one at a time; the same again is that one. */
    @PostMapping
    ResponseEntity<Result> draft(
            @PathVariable String kind,
            @PathVariable String name,
            @RequestBody ContentForm form,
            @AuthenticationPrincipal Actor actor) {
        String content = content(kind, form);
        DraftDefinition command = new DraftDefinition(id(kind, name), content, actor.name(), requests.now());
        Answer<Edited> answer = requests.send(command, actor);
        return created(answer).body(result(command, answer));
    }

    @PutMapping("/{version}")
    ResponseEntity<Result> change(
            @PathVariable String kind,
            @PathVariable String name,
            @PathVariable long version,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String edit,
            @RequestBody ContentForm form,
            @AuthenticationPrincipal Actor actor) {
        IfMatch seen = IfMatch.of(edit);
        String content = content(kind, form);
        return edited(
                new ChangeDraft(id(kind, name), version, seen, content, actor.name(), requests.now()), form, actor);
    }

    /** Where no second person is asked for it is effective from then on. {@code If-Match} is optional here and below. */
    @PostMapping("/{version}/submission")
    ResponseEntity<Result> submit(
            @PathVariable String kind,
            @PathVariable String name,
            @PathVariable long version,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String edit,
            @RequestBody SubmissionForm form,
            @AuthenticationPrincipal Actor actor) {
        SubmitDraft command = new SubmitDraft(
                id(kind, name),
                version,
                IfMatch.orAny(edit),
                form.effectiveFrom(),
                form.effectiveTo(),
                actor.name(),
                requests.now());
        return edited(command, form, actor);
    }

    /** By another person than whoever drafted, changed or submitted it. */
    @PostMapping("/{version}/approval")
    ResponseEntity<Result> approve(
            @PathVariable String kind,
            @PathVariable String name,
            @PathVariable long version,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String edit,
            @AuthenticationPrincipal Actor actor) {
        ApproveVersion command =
                new ApproveVersion(id(kind, name), version, IfMatch.orAny(edit), actor.name(), requests.now());
        return edited(command, new Sent("approved"), actor);
    }

    /** A draft is given up; what is effective ends, and whichever was before it is effective again. */
    @PostMapping("/{version}/withdrawal")
    ResponseEntity<Result> withdraw(
            @PathVariable String kind,
            @PathVariable String name,
            @PathVariable long version,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String edit,
            @AuthenticationPrincipal Actor actor) {
        WithdrawVersion command =
                new WithdrawVersion(id(kind, name), version, IfMatch.orAny(edit), actor.name(), requests.now());
        return edited(command, new Sent("withdrawn"), actor);
    }

    /** What a caller asked for, as a refusal repeats it. */
    record Sent(String status) {}

    private DefinitionId id(String kind, String name) {
        definitions.form(kind);
        if (!DefinitionId.isWord(name)) {
            throw new BadInput("name", "must have 1 to 40 letters in lower case, digits and hyphens, a letter first");
        }
        return new DefinitionId(kind, name);
    }

    private String content(String kind, ContentForm sent) {
        DefinitionForm<?> form = definitions.form(kind);
        form.read(sent.content(), CONTENT);
        return form.text(sent.content());
    }

    private ResponseEntity<Result> edited(DefinitionCommand command, Object sent, Actor actor) {
        Answer<Edited> answer = requests.edit(command, sent, actor);
        return ok(answer).body(result(command, answer));
    }

    private static Result result(DefinitionCommand command, Answer<Edited> answer) {
        return new Result(
                command.definition(), answer.value().version(), answer.value().edit(), answer.position());
    }
}
