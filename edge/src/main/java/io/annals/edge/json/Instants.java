package io.annals.edge.json;

import io.annals.edge.refusal.BadInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Points in time as text: ISO 8601 with an offset, kept to the millisecond, between the years 1900 and 9999. Also as programs
 * write it: a space for the {@code T} (RFC 3339), small letters, {@code +0000} and {@code +02}, a comma before the fraction. A
 * leap second is the last millisecond before the next minute, so that it stays in order.
 */
public final class Instants {
    public static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant AFTER_LATEST =
            OffsetDateTime.parse("+10000-01-01T00:00:00Z").toInstant();

    private static final Pattern TOLD = Pattern.compile("(?<day>[+-]?\\d{4,9}-\\d\\d-\\d\\d)[Tt ](?<time>\\d\\d:\\d\\d)"
            + "(?::(?<seconds>\\d\\d)(?:[.,](?<fraction>\\d{1,9})\\d{0,9})?)? ?"
            + "(?<offset>[Zz]|[+\\-\u2212]\\d\\d(?::?\\d\\d)?)");

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
                    .parse(strict(text), Instant::from)
                    .truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException noInstant) {
            throw new BadInput(field, "must be a point in time with its offset, such as 2026-03-03T14:05:00Z");
        }
        if (instant.isBefore(EARLIEST) || !instant.isBefore(AFTER_LATEST)) {
            throw new BadInput(field, "must lie between the years 1900 and 9999");
        }
        return instant;
    }

    /** As {@code ISO_OFFSET_DATE_TIME} has it; what is of none of these forms stays as it is. */
    private static String strict(String text) {
        Matcher told = TOLD.matcher(text.strip());
        if (!told.matches()) {
            return text;
        }
        String seconds = Objects.requireNonNullElse(told.group("seconds"), "00");
        String fraction = Objects.requireNonNullElse(told.group("fraction"), "0");
        String day = told.group("day") + "T" + told.group("time") + ":";
        String offset = offset(told.group("offset"));
        if (seconds.equals("60")) {
            String last = day + "59.999" + offset;
            return isLeapSecond(last) ? last : text;
        }
        return day + seconds + "." + fraction + offset;
    }

    private static String offset(String told) {
        String digits = told.replace(":", "").replace('\u2212', '-'); // ISO 8601 has a minus for a hyphen
        return switch (digits.length()) {
            case 1 -> "Z";
            case 3 -> digits + ":00";
            default -> digits.substring(0, 3) + ":" + digits.substring(3);
        };
    }

    /** They are put in at the end of a month of universal time (ITU-R TF.460-6). */
    private static boolean isLeapSecond(String before) {
        OffsetDateTime next = OffsetDateTime.parse(before)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .plus(1, ChronoUnit.MILLIS);
        return next.getDayOfMonth() == 1 && next.toLocalTime().equals(LocalTime.MIDNIGHT);
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
