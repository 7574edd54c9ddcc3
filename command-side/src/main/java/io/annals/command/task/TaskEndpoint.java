package io.annals.command.task;

import static io.annals.command.CommandRequests.created;
import static io.annals.command.CommandRequests.ok;

import io.annals.command.CommandRequests;
import io.annals.command.Texts;
import io.annals.command.decision.Answer;
import io.annals.command.task.TaskCommand.ChangeTask;
import io.annals.command.task.TaskCommand.CompleteTask;
import io.annals.command.task.TaskCommand.ReopenTask;
import io.annals.command.task.TaskCommand.SetTask;
import io.annals.edge.Actor;
import io.annals.edge.IfMatch;
import io.annals.edge.json.MergePatch;
import io.annals.edge.refusal.BadInput;
import io.annals.encoding.Pseudonyms;
import io.annals.events.CustomerId;
import io.annals.events.task.TaskId;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Setting tasks, handing them on, putting them off, and having done them. */
@RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MARKETING", "TECHNICIAN", "MANAGER", "SERVICE", "ADMINISTRATOR"})
@RestController
@RequestMapping("/tasks")
class TaskEndpoint {
    /** What fits into a list of tasks. */
    static final int LONGEST_TEXT = 4_000;

    private static final String ME = "me";
    private static final String TEAM = "team";
    private static final String QUEUE = "team/";

    private final Pseudonyms pseudonyms;
    private final CommandRequests requests;
    private final JsonMapper json;

    TaskEndpoint(Pseudonyms pseudonyms, CommandRequests requests, JsonMapper json) {
        this.pseudonyms = pseudonyms;
        this.requests = requests;
        this.json = json;
    }

    /** @param version what the next edit names in If-Match */
    record Result(TaskId task, long version, long position) {}

    /**
     * @param id made by the caller: the same again is set once
     * @param customer for whom; without one it is about nobody in particular
     * @param assignee a login name, {@code me}, or whoever takes it of {@code team} (mine) or {@code team/<name>}
     */
    record TaskForm(
            TaskId id,
            @Nullable CustomerId customer,
            String title,
            @Nullable String text,
            String assignee,
            Instant due) {}

    /** A merge patch (RFC 7396): what is left out stays as it is. */
    record ChangeForm(@Nullable String assignee, @Nullable Instant due) {}

    @PostMapping
    ResponseEntity<Result> set(@RequestBody TaskForm form, @AuthenticationPrincipal Actor actor) {
        String title = Texts.line(form.title(), Texts.LINE, "title");
        String assignee = assignee(form.assignee(), actor);
        String text = text(form.text());
        String fingerprint = pseudonyms.of(
                "task",
                Objects.toString(form.customer(), ""),
                title,
                Objects.toString(text, ""),
                assignee,
                form.due().toString());
        SetTask command =
                new SetTask(form.id(), form.customer(), title, text, assignee, form.due(), fingerprint, requests.now());
        Answer<Long> answer = requests.send(command, actor);
        return created(answer).body(result(command, answer));
    }

    @PatchMapping("/{task}")
    ResponseEntity<Result> change(
            @PathVariable TaskId task,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody JsonNode patch,
            @AuthenticationPrincipal Actor actor) {
        IfMatch seen = IfMatch.of(version);
        ChangeForm form = MergePatch.read(json, patch, ChangeForm.class, "assignee", "due");
        String assignee = form.assignee() == null ? null : assignee(form.assignee(), actor);
        return edited(new ChangeTask(task, seen, assignee, form.due(), requests.now()), patch, actor);
    }

    /** What a caller asked for, as a refusal repeats it. */
    record Sent(String state) {}

    /** {@code If-Match} is optional here: without it the task is completed whatever has been changed since. */
    @PostMapping("/{task}/completion")
    ResponseEntity<Result> complete(
            @PathVariable TaskId task,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @AuthenticationPrincipal Actor actor) {
        return edited(new CompleteTask(task, IfMatch.orAny(version), requests.now()), new Sent("done"), actor);
    }

    /** Reopens. {@code If-Match} as for the completion. */
    @DeleteMapping("/{task}/completion")
    ResponseEntity<Result> reopen(
            @PathVariable TaskId task,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @AuthenticationPrincipal Actor actor) {
        return edited(new ReopenTask(task, IfMatch.orAny(version), requests.now()), new Sent("open"), actor);
    }

    private static @Nullable String text(@Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > LONGEST_TEXT)) {
            throw new BadInput("text", "must have 1 to " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    private static String assignee(String named, Actor actor) {
        if (named.equals(ME)) {
            return actor.name();
        }
        if (named.startsWith(QUEUE)) {
            return QUEUE + Texts.loginName(named.substring(QUEUE.length()), "assignee");
        }
        if (named.equals(TEAM)) {
            if (actor.team() == null) {
                throw new BadInput("assignee", "must be somebody: you are in no team");
            }
            return QUEUE + actor.team();
        }
        return Texts.loginName(named, "assignee");
    }

    private ResponseEntity<Result> edited(TaskCommand command, Object sent, Actor actor) {
        Answer<Long> answer = requests.edit(command, sent, actor);
        return ok(answer).body(result(command, answer));
    }

    private static Result result(TaskCommand command, Answer<Long> answer) {
        return new Result(command.task(), answer.value(), answer.position());
    }
}
