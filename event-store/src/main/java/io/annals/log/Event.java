package io.annals.log;

import java.time.Instant;
import java.util.Map;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * One fact as the log keeps it. The log looks at stream, seq and subject and at nothing else.
 *
 * @param stream the stream it belongs to
 * @param seq its number within the stream: 0, 1, 2 … without gap
 * @param type public name such as {@code loyalty.PointsEarned}, never a class name
 * @param rev revision of that type's shape, from 1
 * @param id unique id of the event
 * @param subject whom it is about, or null
 * @param occurredAt when it happened; milliseconds
 * @param meta who, through which channel, correlation, causation, trace
 * @param data the content
 */
public record Event(
        String stream,
        long seq,
        String type,
        int rev,
        String id,
        @Nullable String subject,
        Instant occurredAt,
        Map<String, String> meta,
        RawBsonDocument data) {}
