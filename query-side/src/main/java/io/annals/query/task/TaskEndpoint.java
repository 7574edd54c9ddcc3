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
import com.mongodb.client.model.Sorts;
import io.annals.edge.Actor;
import io.annals.edge.Pages;
import io.annals.edge.Positions;
import io.annals.edge.Scope;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.Unknown;
import io.annals.edge.roles.ForStaff;
import io.annals.encoding.StreamNames;
import io.annals.events.CustomerId;
import io.annals.events.task.TaskEvent;
import io.annals.events.task.TaskId;
import io.annals.query.projection.Elements;
import io.annals.query.projection.History;
import io.annals.query.projection.History.Moment;
import io.annals.query.projection.Inside;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Views;
import io.annals.query.sight.Belonging;
import io.annals.query.sight.Reads;
import io.annals.query.task.TasksView.State;
import io.annals.query.task.TasksView.Task;
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
    private static final int DEEPEST = 100_000;
    private static final int MOST = 1_000;
    private static final String QUEUE = "team/";

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
     * @param position what all of these reflect at least
     */
    record Tasks(long total, int page, int size, long position, List<Task> tasks) {}

    /** @param asOf the position of history that was asked for; absent in the live view */
    record CustomersTasks(
            CustomerId customer,
            List<Task> tasks,
            long position,
            @Nullable Long asOf) {}

    /**
     * Open ones by when they are due, done ones from the latest on; those of customers in the caller's scope, and of nobody in
     * particular. Pages count from 0.
     *
     * @param assignee {@code me}, {@code team} (my team's queue), a login name, {@code team/<name>}; without it everybody's
     */
    @GetMapping("/tasks")
    @ForStaff
    ResponseEntity<Tasks> tasks(
            @RequestParam(required = false) @Nullable String assignee,
            @RequestParam(defaultValue = "open") State state,
            @RequestParam(required = false) @Nullable CustomerId customer,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size,
            @RequestParam(required = false) @Nullable Long atLeast,
            @AuthenticationPrincipal Actor actor) {
        Pages.check(page, size, LARGEST_PAGE, DEEPEST);
        List<Bson> fits = new ArrayList<>(List.of(Filters.eq(STATE, state.name())));
        if (assignee != null) {
            fits.add(Filters.eq(ASSIGNEE, whose(assignee, actor)));
        }
        Bson theirs = inScope(actor.scope());
        Bson looked = customer == null ? theirs : Filters.and(Filters.eq(customer.toString()), theirs);
        Inside inside = new Inside(TASKS, looked, Filters.and(fits));
        reads.refuseIfFull();
        Elements<Task> found = views.elements(inside, Task.class, order(state), page * size, size, atLeast);
        note(actor, found.elements());
        return ResponseEntity.ok()
                .eTag(Positions.etag(found.position()))
                .body(new Tasks(found.total(), page, size, found.position(), found.elements()));
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

    private static Bson order(State state) {
        return switch (state) {
            case OPEN -> Sorts.ascending(DUE, ID);
            case DONE -> Sorts.descending(COMPLETED_AT, ID);
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
        reads.refuseIfFull();
        Elements<Task> seen = one(id, actor, atLeast);
        boolean hasYetToCome = seen.elements().isEmpty() && history.begins(StreamNames.task(id)) > seen.position();
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
        return views.elements(inside, Task.class, Sorts.ascending(ID), 0, 1, atLeast);
    }

    /** A customer's tasks, the first 1,000, in the order in which they were set, today or as they were; none for one of whom nothing is known. */
    @GetMapping("/customers/{id}/tasks")
    @ForStaff
    ResponseEntity<CustomersTasks> ofCustomer(
            @PathVariable CustomerId id,
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Nullable Long atLeast,
            @RequestParam(required = false) @Nullable String asOf) {
        CustomersTasks tasks = asOf == null ? now(id, state, atLeast) : then(id, state, history.moment(asOf));
        return ResponseEntity.ok().eTag(Positions.etag(tasks.position())).body(tasks);
    }

    private CustomersTasks now(CustomerId id, @Nullable State state, @Nullable Long atLeast) {
        Bson fits = state == null ? Filters.exists(STATE) : Filters.eq(STATE, state.name());
        Inside inside = new Inside(TASKS, Filters.eq(id.toString()), fits);
        Elements<Task> found = views.elements(inside, Task.class, Sorts.ascending(SET_AT, ID), 0, MOST, atLeast);
        return new CustomersTasks(id, found.elements(), found.position(), null);
    }

    private CustomersTasks then(CustomerId id, @Nullable State state, Moment moment) {
        List<Task> tasks = history.view(TASK, id.toString(), moment.position()).stream()
                .flatMap(shown -> shown.view().tasks().stream())
                .filter(task -> state == null || task.state() == state)
                .limit(MOST)
                .toList();
        return new CustomersTasks(id, tasks, moment.position(), moment.position());
    }
}
