package io.annals.edge.json;

import io.annals.edge.refusal.BadInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Points in time as text: ISO 8601 with an offset, kept to the millisecond, between the years 1900 and 9999. */
public final class Instants {
    public static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant AFTER_LATEST =
            OffsetDateTime.parse("+10000-01-01T00:00:00Z").toInstant();

    private Instants() {}

    /**
     * The instant that is written so.
     *
     * @param field how the caller named it, for the refusal
     * @throws BadInput when it is none, or out of range
     */
    public static Instant parse(String text, String field) {
        Instant instant;
        try {
            instant = DateTimeFormatter.ISO_OFFSET_DATE_TIME
                    .parse(text, Instant::from)
                    .truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException noInstant) {
            throw new BadInput(field, "must be a point in time with its offset, such as 2026-03-03T14:05:00Z");
        }
        if (instant.isBefore(EARLIEST) || !instant.isBefore(AFTER_LATEST)) {
            throw new BadInput(field, "must lie between the years 1900 and 9999");
        }
        return instant;
    }

    /**
     * The same instant, if it is not later than {@code latest}.
     *
     * @throws BadInput when it is, or when it lies before 1900
     */
    public static Instant within(Instant instant, Instant latest, String field) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(latest)) {
            throw new BadInput(field, "must lie between " + EARLIEST + " and " + latest);
        }
        return instant;
    }
}
