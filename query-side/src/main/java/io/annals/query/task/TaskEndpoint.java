package io.annals.query.task;

import static io.annals.query.task.TaskProjection.ASSIGNEE;
import static io.annals.query.task.TaskProjection.COMPLETED_AT;
import static io.annals.query.task.TaskProjection.DUE;
import static io.annals.query.task.TaskProjection.ID;
import static io.annals.query.task.TaskProjection.SET_AT;
import static io.annals.query.task.TaskProjection.STATE;
import static io.annals.query.task.TaskProjection.TASK;
import static io.annals.query.task.TaskProjection.TASKS;

import com.mongodb.client.model.Filters;
import io.annals.edge.Actor;
import io.annals.edge.Positions;
import io.annals.edge.Scope;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.paging.Pages;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.Unknown;
import io.annals.edge.roles.ForStaff;
import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.events.task.TaskEvent;
import io.annals.events.task.TaskId;
import io.annals.query.projection.Elements;
import io.annals.query.projection.History;
import io.annals.query.projection.History.Moment;
import io.annals.query.projection.Inside;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Views;
import io.annals.query.task.TasksView.State;
import io.annals.query.task.TasksView.Task;
import io.annals.query.visibility.Belonging;
import io.annals.query.visibility.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of tasks, and one by itself. */
@RestController
class TaskEndpoint {
    private static final int LARGEST_PAGE = 200;
    private static final int MOST = 1_000;
    private static final String QUEUE = "team/";
    private static final Keyset IDENTITY = Keyset.ascending(ID);

    private final Views<TasksView> views;
    private final History history;
    private final Reads reads;

    TaskEndpoint(Projections projections, History history, Reads reads) {
        this.views = projections.views(TASK);
        this.history = history;
        this.reads = reads;
    }

    /**
     * @param total how many tasks fit
     * @param next cursor of the next page; absent on the last one
     * @param position what all of these reflect at least
     */
    record Tasks(
            @Open long total,
            @Open @Nullable String next,
            @Open long position,
            @Open List<Task> tasks) {}

    /** @param asOf the position of history that was asked for; absent in the live view */
    record CustomersTasks(
            CustomerId customer,
            @Open List<Task> tasks,
            @Open long position,
            @Open @Nullable Long asOf) {}

    /**
     * Open ones by when they are due, done ones from the latest on; those of customers in the caller's scope, and of nobody in
     * particular. What changes while it is paged is not passed over: it comes again behind the last page.
     *
     * @param assignee {@code me}, {@code team} (my team's queue), a login name, {@code team/<name>}; without it everybody's
     */
    @GetMapping("/tasks")
    @ForStaff
    ResponseEntity<Tasks> tasks(
            @TellsOf(Field.COLLEAGUES) @RequestParam(required = false) @Nullable String assignee,
            @TellsOf(Field.COLLEAGUES) @RequestParam(defaultValue = "open") State state,
            @RequestParam(required = false) @Nullable CustomerId customer,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable Long atLeast,
            @AuthenticationPrincipal Actor actor) {
        PageRequest page = Pages.of(cursor, limit, LARGEST_PAGE);
        List<Bson> fits = new ArrayList<>(List.of(Filters.eq(STATE, state.name())));
        if (assignee != null) {
            fits.add(Filters.eq(ASSIGNEE, whose(assignee, actor)));
        }
        Bson theirs = inScope(actor.scope());
        Bson looked = customer == null ? theirs : Filters.and(Views.showing(customer.toString()), theirs);
        Inside inside = new Inside(TASKS, looked, Filters.and(fits));
        reads.refuseIfFull(actor);
        Elements<Task> found = views.elements(inside, Task.class, order(state), IDENTITY, page, atLeast);
        note(actor, found.elements());
        return ResponseEntity.ok()
                .eTag(Positions.etag(found.position()))
                .body(new Tasks(found.total(), Cursor.text(found.next()), found.position(), found.elements()));
    }

    /** A task about nobody in particular is in everybody's scope. */
    private static Bson inScope(Scope scope) {
        return scope instanceof Scope.All
                ? Filters.empty()
                : Filters.or(Belonging.within(scope), Filters.regex("_id", "^" + TaskEvent.OWN_SUBJECT));
    }

    private void note(Actor actor, List<Task> shown) {
        reads.note(
                actor,
                "tasks",
                shown.stream()
                        .map(Task::customer)
                        .filter(Objects::nonNull)
                        .map(CustomerId::toString)
                        .distinct()
                        .toList(),
                null);
    }

    private static Keyset order(State state) {
        return switch (state) {
            case OPEN -> Keyset.ascending(DUE, ID);
            case DONE -> Keyset.descending(COMPLETED_AT, ID);
        };
    }

    private static String whose(String assignee, Actor actor) {
        return switch (assignee) {
            case "me" -> actor.name();
            case "team" -> QUEUE + teamOf(actor);
            default -> assignee;
        };
    }

    private static String teamOf(Actor actor) {
        String team = actor.team();
        if (team == null) {
            throw new BadInput("assignee", "must be somebody: you are in no team");
        }
        return team;
    }

    /** Its {@code version} is what an edit names in If-Match. One of a customer beyond the caller's scope is none. */
    @GetMapping("/tasks/{id}")
    @ForStaff
    ResponseEntity<Task> task(
            @PathVariable TaskId id,
            @RequestParam(required = false) @Nullable Long atLeast,
            @AuthenticationPrincipal Actor actor) {
        reads.refuseIfFull(actor);
        Elements<Task> seen = one(id, actor, atLeast);
        boolean hasYetToCome = seen.elements().isEmpty() && history.begins(id.stream()) > seen.position();
        Elements<Task> found = hasYetToCome ? one(id, actor, history.head(null)) : seen;
        note(actor, found.elements());
        return found.elements().stream()
                .findFirst()
                .map(task -> ResponseEntity.ok()
                        .eTag(Positions.etag(found.position()))
                        .body(task))
                .orElseThrow(() -> new Unknown("unknown-task", "There is no such task."));
    }

    private Elements<Task> one(TaskId id, Actor actor, @Nullable Long atLeast) {
        Inside inside = new Inside(TASKS, inScope(actor.scope()), Filters.eq(ID, id.toString()));
        return views.elements(inside, Task.class, IDENTITY, null, new PageRequest(null, 1), atLeast);
    }

    /** A customer's tasks, the first 1,000, in the order in which they were set, today or as they were; none for one of whom nothing is known. */
    @GetMapping("/customers/{id}/tasks")
    @ForStaff
    ResponseEntity<CustomersTasks> ofCustomer(
            @PathVariable CustomerId id,
            @TellsOf(Field.COLLEAGUES) @RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Nullable Long atLeast,
            @RequestParam(required = false) @Nullable String asOf) {
        CustomersTasks tasks = asOf == null ? now(id, state, atLeast) : then(id, state, history.moment(asOf));
        return ResponseEntity.ok().eTag(Positions.etag(tasks.position())).body(tasks);
    }

    private CustomersTasks now(CustomerId id, @Nullable State state, @Nullable Long atLeast) {
        Bson fits = state == null ? Filters.exists(STATE) : Filters.eq(STATE, state.name());
        Inside inside = new Inside(TASKS, Views.showing(id.toString()), fits);
        Elements<Task> found = views.elements(
                inside, Task.class, Keyset.ascending(SET_AT, ID), null, new PageRequest(null, MOST), atLeast);
        return new CustomersTasks(whose(id, found.elements()), found.elements(), found.position(), null);
    }

    private CustomersTasks then(CustomerId id, @Nullable State state, Moment moment) {
        List<Task> tasks = history.view(TASK, id.toString(), moment.position()).stream()
                .flatMap(shown -> shown.view().tasks().stream())
                .filter(task -> state == null || task.state() == state)
                .limit(MOST)
                .toList();
        return new CustomersTasks(whose(id, tasks), tasks, moment.position(), moment.position());
    }

    /** Tasks of one who has been merged into another are that other's. */
    private static CustomerId whose(CustomerId asked, List<Task> tasks) {
        return tasks.stream()
                .map(Task::customer)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(asked);
    }
}
