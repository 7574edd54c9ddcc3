package io.annals.query.opportunity;

import io.annals.events.Field;
import io.annals.events.TellsOf;
import io.annals.log.Event;
import io.annals.query.live.TopicKind;
import io.annals.query.timeline.TimelineEntry;
import java.util.List;

/** What becomes of opportunities, whosever they are. */
@TellsOf(Field.COLLEAGUES)
public final class OpportunityTopic implements TopicKind {
    private static final String FAMILY = "opportunity.";

    @Override
    public String word() {
        return "opportunities";
    }

    @Override
    public boolean shows(TimelineEntry entry, String name) {
        return entry.type().startsWith(FAMILY);
    }

    @Override
    public boolean mayShow(Event event) {
        return event.type().startsWith(FAMILY);
    }

    @Override
    public String about() {
        return """
            **Opportunities.** `opportunities` shows what becomes of opportunities, whosever they are, of customers in the scope;
            amounts to those who see money.
            """;
    }

    @Override
    public List<String> examples() {
        return List.of("opportunities");
    }
}
