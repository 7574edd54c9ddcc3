package io.annals.query.timeline.numbers;

import io.annals.edge.Actor;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.NotAllowed;
import io.annals.query.visibility.Visibility;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A day of a zone: from its first instant up to that of the next, 23 to 25 hours later. */
public record Day(LocalDate date, ZoneId zone) {
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9998, 12, 31);

    /**
     * @param day a date such as {@code 2026-03-03}; null for today
     * @param zone a zone of the IANA's list, such as {@code Europe/Belgrade}; null for UTC
     * @throws BadInput when it is none
     */
    public static Day of(@Nullable String day, @Nullable String zone, Clock clock) {
        ZoneId in = zone(zone);
        if (day == null) {
            return new Day(LocalDate.ofInstant(clock.instant(), in), in);
        }
        try {
            LocalDate date = LocalDate.parse(day);
            if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
                throw new BadInput("day", "must lie between the years 1900 and 9998");
            }
            return new Day(date, in);
        } catch (DateTimeException noDate) {
            throw new BadInput("day", "must be a date such as 2026-03-03");
        }
    }

    /**
     * Numbers go over all customers.
     *
     * @throws NotAllowed for those who do not see everybody
     */
    public static void ofAll(Actor actor) {
        if (!Visibility.of(actor).seesEverybody()) {
            throw new NotAllowed("Numbers are of all customers, and you see some of them.");
        }
    }

    private static ZoneId zone(@Nullable String zone) {
        try {
            return zone == null ? ZoneId.of("UTC") : ZoneId.of(zone);
        } catch (DateTimeException noZone) {
            throw new BadInput("zone", "must be a time zone such as Europe/Belgrade");
        }
    }

    public Instant begins() {
        return date.atStartOfDay(zone).toInstant();
    }

    public Instant ends() {
        return date.plusDays(1).atStartOfDay(zone).toInstant();
    }

    Day daysBefore(int days) {
        return new Day(date.minusDays(days), zone);
    }
}
