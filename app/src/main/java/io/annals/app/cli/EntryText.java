package io.annals.app.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** An entry of a timeline as a line for a person. What customers wrote cannot steer the terminal. */
final class EntryText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final int LONGEST = 240;

    /** What speaks for itself comes without its name. */
    private static final Set<String> SPEAK_FOR_THEMSELVES =
            Set.of("subject", "text", "name", "value", "amount", "product");

    private final ZoneId zone;

    /** @param zone of the clock on the reader's wall */
    EntryText(ZoneId zone) {
        this.zone = zone;
    }

    String line(long position, JsonNode entry) {
        String words = String.format(
                Locale.ROOT,
                "%8d  %s  %-23s %s%s",
                position,
                time(entry.path("occurredAt").asString("")),
                entry.path("kind").asString("").replace('-', ' '),
                by(entry.path("actor").asString("")),
                content(entry.path("content")));
        String printable = Sentences.printable("|" + words).substring(1);
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST - 1) + "…";
    }

    private String time(String instant) {
        try {
            return TIME.format(Instant.parse(instant).atZone(zone));
        } catch (java.time.DateTimeException notOne) {
            return instant;
        }
    }

    private static String by(String actor) {
        return actor.isEmpty() ? "" : "by " + actor + ": ";
    }

    private static String content(JsonNode content) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : content.properties()) {
            String value = value(member.getValue());
            if (!value.isEmpty() && !member.getKey().equals("id")) {
                parts.add(SPEAK_FOR_THEMSELVES.contains(member.getKey()) ? value : member.getKey() + " " + value);
            }
        }
        return String.join(", ", parts);
    }

    private static String value(JsonNode value) {
        if (value.path("erased").asBoolean(false)) {
            return "(erased)";
        }
        if (value.has("amount") && value.has("currency")) {
            return value.path("amount").asString("") + " "
                    + value.path("currency").asString("");
        }
        if (value.isObject()) {
            return content(value);
        }
        if (value.isArray()) {
            return String.join("; ", value.valueStream().map(EntryText::value).toList());
        }
        return value.isNull() ? "" : value.asString("");
    }
}
