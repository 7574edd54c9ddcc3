package io.annals.endtoend;

import java.util.Map;

/** Tasks as somebody sets them. */
final class Tasks {
    private Tasks() {}

    static Map<String, Object> task(String id, String customer, String title, String assignee, String due) {
        return Map.of("id", id, "customer", customer, "title", title, "assignee", assignee, "due", due);
    }
}
