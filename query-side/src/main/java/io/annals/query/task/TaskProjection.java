package io.annals.query.task;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.task.TaskEvent;
import io.annals.query.projection.Projection;
import io.annals.query.visibility.Belonging;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How tasks are stored and found. */
@Configuration(proxyBeanMethods = false)
public class TaskProjection {
    static final String TASKS = "tasks";
    static final String ID = "id";
    static final String ASSIGNEE = "assignee";
    static final String STATE = "state";
    static final String DUE = "due";
    static final String SET_AT = "setAt";
    static final String COMPLETED_AT = "completedAt";

    /** Tasks by subject, id, assignee and due time. */
    public static final Projection<TasksView> TASK = new Projection<>(
            "task",
            new TaskFold(),
            TasksView.class,
            List.of(
                    index("by_id", Indexes.ascending(path(ID))),
                    index("by_assignee", Indexes.ascending(path(ASSIGNEE), path(STATE), path(DUE))),
                    index("by_due", Indexes.ascending(path(STATE), path(DUE)))),
            types());

    /** Tasks are few among all that happens. */
    private static Set<String> types() {
        Stream<String> own = Stream.concat(
                        Stream.of(TaskEvent.class.getPermittedSubclasses()), Stream.of(CustomerErased.class))
                .map(type -> EventEncoding.nameOf(type.asSubclass(Fact.class)));
        return Stream.concat(own, Belonging.TYPES.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private TaskProjection() {}

    @Bean
    Projection<TasksView> taskProjection() {
        return TASK;
    }

    private static String path(String field) {
        return "view." + TASKS + "." + field;
    }

    private static IndexModel index(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name));
    }
}
