package io.annals.query.projection;

import io.annals.log.RecordedEvent;
import io.annals.log.axon.LogEventMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * What one unit of work of a processor has gathered for one segment, by subject. It lives in the unit of work, so a batch
 * that is rolled back leaves nothing behind.
 */
final class GatheredEvents {
    private static final String KEY = GatheredEvents.class.getName();

    private final Map<String, List<RecordedEvent>> bySubject = new LinkedHashMap<>();

    Map<String, List<RecordedEvent>> bySubject() {
        return bySubject;
    }

    /** That of the unit of work under way, if it has gathered anything. */
    static Optional<GatheredEvents> current() {
        return CurrentUnitOfWork.map(work -> work.getResource(KEY));
    }

    /**
     * Gathers. Every segment takes every event and keeps those of its own subjects, so that each knows how far it is also
     * when nothing was for it.
     */
    static final class Gathering implements EventHandlerInvoker {
        private final Projection<?> projection;

        Gathering(Projection<?> projection) {
            this.projection = projection;
        }

        @Override
        public boolean canHandle(EventMessage<?> message, Segment segment) {
            return true;
        }

        @Override
        public void handle(EventMessage<?> message, Segment segment) {
            RecordedEvent where = ((LogEventMessage) message).recorded();
            String subject = where.event().subject();
            if (subject != null
                    && projection.concerns(where.event().type())
                    && ProjectionProgress.isIn(segment, subject)) {
                GatheredEvents batch =
                        CurrentUnitOfWork.get().root().getOrComputeResource(KEY, _ -> new GatheredEvents());
                batch.bySubject.computeIfAbsent(subject, _ -> new ArrayList<>()).add(where);
            }
        }

        @Override
        public boolean supportsReset() {
            return false; // a projection is rebuilt beside the running one, never in place
        }
    }
}
