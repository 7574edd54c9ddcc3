package io.annals.command.opportunity;

import static io.annals.command.CommandRequests.created;
import static io.annals.command.CommandRequests.ok;

import io.annals.command.CommandRequests;
import io.annals.command.Texts;
import io.annals.command.decision.Answer;
import io.annals.command.opportunity.OpportunityCommand.ChangeOpportunity;
import io.annals.command.opportunity.OpportunityCommand.LoseOpportunity;
import io.annals.command.opportunity.OpportunityCommand.MoveOpportunity;
import io.annals.command.opportunity.OpportunityCommand.OpenOpportunity;
import io.annals.command.opportunity.OpportunityCommand.ReopenOpportunity;
import io.annals.command.opportunity.OpportunityCommand.WinOpportunity;
import io.annals.edge.Actor;
import io.annals.edge.IfMatch;
import io.annals.edge.json.MergePatch;
import io.annals.edge.refusal.BadInput;
import io.annals.encoding.Pseudonyms;
import io.annals.events.CustomerId;
import io.annals.events.definition.DefinitionId;
import io.annals.events.opportunity.OpportunityId;
import io.annals.events.opportunity.Pipeline;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opening opportunities, moving them on, winning and losing them. */
@RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MANAGER", "ADMINISTRATOR"})
@RestController
@RequestMapping("/opportunities")
class OpportunityEndpoint {
    /** What fits into a list of opportunities. */
    static final int LONGEST_TEXT = 4_000;

    private static final String ME = "me";
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9998;

    private final Pseudonyms pseudonyms;
    private final CommandRequests requests;
    private final JsonMapper json;

    OpportunityEndpoint(Pseudonyms pseudonyms, CommandRequests requests, JsonMapper json) {
        this.pseudonyms = pseudonyms;
        this.requests = requests;
        this.json = json;
    }

    /** @param version what the next edit names in If-Match */
    record Result(OpportunityId opportunity, long version, long position) {}

    /**
     * @param id made by the caller: the same again is opened once
     * @param amount what it would bring, zero or more
     * @param expectedClose the day on which it will be decided, an ISO date
     * @param owner a login name, or {@code me}, as without it
     * @param stage an open one of the pipeline; without it the first
     * @param pipeline its name; without it {@code standard}
     */
    record OpportunityForm(
            OpportunityId id,
            CustomerId customer,
            String title,
            @Nullable Money amount,
            @Nullable String expectedClose,
            @Nullable String owner,
            @Nullable String stage,
            @Nullable String pipeline) {}

    /** A merge patch (RFC 7396): what is left out stays as it is. */
    record ChangeForm(
            @Nullable String title,
            @Nullable Money amount,
            @Nullable String expectedClose,
            @Nullable String owner) {}

    record StageForm(String stage) {}

    /**
     * @param reason one of the pipeline's
     * @param text the same in words
     */
    record LossForm(String reason, @Nullable String text) {}

    /** What a caller asked for, as a refusal repeats it. */
    record Sent(String state) {}

    @PostMapping
    ResponseEntity<Result> open(@RequestBody OpportunityForm form, @AuthenticationPrincipal Actor actor) {
        String title = Texts.line(form.title(), Texts.LINE, "title");
        String close = day(form.expectedClose());
        String owner = form.owner() == null ? actor.name() : owner(form.owner(), actor);
        String pipeline = form.pipeline() == null ? Pipeline.STANDARD : pipeline(form.pipeline());
        String fingerprint = pseudonyms.of(
                "opportunity",
                form.customer().toString(),
                title,
                Objects.toString(amount(form.amount()), ""),
                Objects.toString(close, ""),
                owner,
                Objects.toString(form.stage(), ""),
                pipeline);
        OpenOpportunity command = new OpenOpportunity(
                form.id(),
                form.customer(),
                title,
                form.amount(),
                close,
                owner,
                form.stage(),
                pipeline,
                fingerprint,
                requests.now());
        Answer<Long> answer = requests.send(command, actor);
        return created(answer).body(result(command, answer));
    }

    @PatchMapping("/{opportunity}")
    ResponseEntity<Result> change(
            @PathVariable OpportunityId opportunity,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody JsonNode patch,
            @AuthenticationPrincipal Actor actor) {
        IfMatch seen = IfMatch.of(version);
        ChangeForm form = MergePatch.read(json, patch, ChangeForm.class, "title", "amount", "expectedClose", "owner");
        ChangeOpportunity command = new ChangeOpportunity(
                opportunity,
                seen,
                Texts.lineOrNull(form.title(), Texts.LINE, "title"),
                amount(form.amount()),
                day(form.expectedClose()),
                form.owner() == null ? null : owner(form.owner(), actor),
                requests.now());
        return edited(command, patch, actor);
    }

    /** {@code If-Match} is optional here and below: without it it is done whatever has been changed since. */
    @PutMapping("/{opportunity}/stage")
    ResponseEntity<Result> move(
            @PathVariable OpportunityId opportunity,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody StageForm form,
            @AuthenticationPrincipal Actor actor) {
        MoveOpportunity command =
                new MoveOpportunity(opportunity, IfMatch.orAny(version), form.stage(), requests.now());
        return edited(command, form, actor);
    }

    @PostMapping("/{opportunity}/win")
    ResponseEntity<Result> win(
            @PathVariable OpportunityId opportunity,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @AuthenticationPrincipal Actor actor) {
        return edited(new WinOpportunity(opportunity, IfMatch.orAny(version), requests.now()), new Sent("won"), actor);
    }

    @PostMapping("/{opportunity}/loss")
    ResponseEntity<Result> lose(
            @PathVariable OpportunityId opportunity,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody LossForm form,
            @AuthenticationPrincipal Actor actor) {
        LoseOpportunity command = new LoseOpportunity(
                opportunity, IfMatch.orAny(version), form.reason(), text(form.text()), requests.now());
        return edited(command, form, actor);
    }

    @PostMapping("/{opportunity}/reopening")
    ResponseEntity<Result> reopen(
            @PathVariable OpportunityId opportunity,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @AuthenticationPrincipal Actor actor) {
        return edited(
                new ReopenOpportunity(opportunity, IfMatch.orAny(version), requests.now()), new Sent("open"), actor);
    }

    private static @Nullable String text(@Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > LONGEST_TEXT)) {
            throw new BadInput("text", "must have 1 to " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    private static @Nullable Money amount(@Nullable Money amount) {
        if (amount != null && amount.isNegative()) {
            throw new BadInput("amount.amount", "must be zero or more");
        }
        return amount;
    }

    private static @Nullable String day(@Nullable String day) {
        if (day == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(day);
            if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
                throw new BadInput("expectedClose", "must lie between the years " + FIRST_YEAR + " and " + LAST_YEAR);
            }
            return date.toString();
        } catch (DateTimeParseException none) {
            throw new BadInput("expectedClose", "must be a date such as 2026-03-31");
        }
    }

    private static String owner(String named, Actor actor) {
        return named.equals(ME) ? actor.name() : Texts.loginName(named, "owner");
    }

    private static String pipeline(String name) {
        if (!DefinitionId.isWord(name)) {
            throw new BadInput("pipeline", "must be one that is effective at present");
        }
        return name;
    }

    private ResponseEntity<Result> edited(OpportunityCommand command, Object sent, Actor actor) {
        Answer<Long> answer = requests.edit(command, sent, actor);
        return ok(answer).body(result(command, answer));
    }

    private static Result result(OpportunityCommand command, Answer<Long> answer) {
        return new Result(command.opportunity(), answer.value(), answer.position());
    }
}
