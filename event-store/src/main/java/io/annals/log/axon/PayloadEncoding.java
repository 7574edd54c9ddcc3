package io.annals.log.axon;

import io.annals.log.Event;
import io.annals.log.RecordedEvent;
import java.time.Instant;
import org.axonframework.eventhandling.EventMessage;

/**
 * Between the payloads that Axon carries about and the events that the log keeps: whoever knows the table of public names
 * stands behind it. Called from many threads at once.
 */
public interface PayloadEncoding {
    /**
     * The event to record: type, revision, subject, time of occurrence, meta and data are the encoding's word.
     *
     * @param stream the stream that the event must name
     * @param seq the sequence number that it must bear
     */
    Event encode(String stream, long seq, EventMessage<?> message);

    /** The payload in its present shape, older revisions lifted. Called at most once per message, when somebody asks for it. */
    Object decode(Event event);

    /**
     * The class of what {@link #decode} gives for this type and revision, found without decoding.
     *
     * @throws RuntimeException for a name that is not in the table: readers then stop, they never pass over an event
     */
    Class<?> payloadType(String type, int rev);

    /** What Axon calls a message's timestamp; never after {@link RecordedEvent#at}. */
    default Instant timestamp(RecordedEvent event) {
        return event.at();
    }
}
