package io.annals.query.task;

import io.annals.events.Field;
import io.annals.events.TellsOf;
import io.annals.log.Event;
import io.annals.query.live.TopicKind;
import io.annals.query.timeline.TimelineEntry;
import java.util.List;
import java.util.regex.Pattern;

/** The tasks of one colleague, or of a team's queue; also one that goes to somebody else. */
@TellsOf(Field.COLLEAGUES)
public final class TaskTopic implements TopicKind {
    private static final Pattern NAME = Pattern.compile("(team/)?[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String FAMILY = "task.";

    @Override
    public String word() {
        return "tasks/";
    }

    @Override
    public Pattern names() {
        return NAME;
    }

    @Override
    public boolean shows(TimelineEntry entry, String name) {
        return entry.type().startsWith(FAMILY)
                && (name.equals(entry.content().get("assignee"))
                        || name.equals(entry.content().get("from")));
    }

    @Override
    public boolean mayShow(Event event) {
        return event.type().startsWith(FAMILY);
    }

    @Override
    public String about() {
        return """
            **Tasks.** `tasks/<name>` shows what becomes of somebody's tasks, also when one goes to somebody else;
            `tasks/team/<name>` those of a team's queue. One hears what is about customers in the scope; a task about nobody in
            particular is in every colleague's.
            """;
    }

    @Override
    public List<String> examples() {
        return List.of("tasks/anna", "tasks/team/billing");
    }
}
