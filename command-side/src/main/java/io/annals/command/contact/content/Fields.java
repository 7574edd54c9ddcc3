package io.annals.command.contact.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.annals.command.Texts;
import io.annals.events.Personal;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Defect;
import io.annals.events.contact.Vocabulary;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What an object in a told contact says, read leniently: a contact that happened is not refused for its form. What cannot
 * stand as it was told is mended and named as a {@link Defect}.
 */
public final class Fields {
    private static final BigDecimal LONGEST_DURATION = BigDecimal.valueOf(7 * 24 * 3600);
    private static final int MOST_ENTRIES = 200;

    /** A header's line that was folded (RFC 5322, 2.2.3) is one line. */
    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]+");

    private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private final JsonNode object;
    private final String path;
    private final List<Defect> defects;
    private final KnownCodes.Reading codes;
    private final Set<String> read = new HashSet<>();

    private Fields(JsonNode object, String path, List<Defect> defects, KnownCodes.Reading codes) {
        this.object = object;
        this.path = path;
        this.defects = defects;
        this.codes = codes;
    }

    /**
     * The fields of this object.
     *
     * @param path of the object itself, empty for the outermost
     * @param defects gets what had to be mended
     * @param codes reads what names something
     */
    public static Fields of(JsonNode object, String path, List<Defect> defects, KnownCodes.Reading codes) {
        return new Fields(object, path, defects, codes);
    }

    /** The object as it was told. */
    public JsonNode object() {
        return object;
    }

    /** An object within; what is told there and is none is passed over. */
    public Fields inside(String name) {
        return inside(name, pathOf(name), told(name));
    }

    /** An element of a list within, which is an object. */
    public Fields element(String name, int index) {
        String at = name + "[" + index + "]";
        read.add(name);
        return inside(at, pathOf(at), object.path(name).path(index));
    }

    private Fields inside(String name, String at, @Nullable JsonNode node) {
        if (node != null && !node.isObject()) {
            unusable(name, written(node));
        }
        return new Fields(
                node != null && node.isObject() ? node : JsonNodeFactory.instance.objectNode(), at, defects, codes);
    }

    /** As it was told, for what is read strictly; null when it was not. */
    public @Nullable JsonNode told(String name) {
        read.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    /** A text as it was told, not yet mended; null when none was. */
    public @Nullable String raw(String name) {
        JsonNode node = told(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            add(name, Defect.Kind.CONVERTED, written(node).length(), null);
        }
        return written(node);
    }

    /** A text of one line; null when nothing was told. */
    public @Nullable String line(String name, int longest) {
        String raw = raw(name);
        if (raw == null) {
            return null;
        }
        String unfolded = FOLD.matcher(raw.strip()).replaceAll(" ");
        String line =
                NOT_IN_A_LINE.matcher(wellFormed(unfolded)).replaceAll(" ").strip();
        if (!line.equals(unfolded.strip())) {
            add(name, Defect.Kind.CLEANED, raw.length(), null);
        }
        String kept = beginning(line, longest);
        if (kept.length() < line.length()) {
            add(name, Defect.Kind.CUT, raw.length(), beginning(line.substring(kept.length()), Texts.LINE));
        }
        return kept;
    }

    /** As {@link #line}, and named when nothing was told: it stands empty then. */
    public String neededLine(String name, int longest) {
        return needed(name, line(name, longest));
    }

    /** A text of any number of lines; null when nothing was told. */
    public @Nullable String text(String name) {
        String raw = raw(name);
        if (raw == null) {
            return null;
        }
        String text = wellFormed(raw);
        if (!text.equals(raw)) {
            add(name, Defect.Kind.CLEANED, raw.length(), null);
        }
        String kept = beginning(text, Texts.LONGEST);
        if (kept.length() < text.length()) {
            add(name, Defect.Kind.CUT, raw.length(), null);
        }
        return kept;
    }

    /** As {@link #text}, and named when nothing was told: it stands empty then. */
    public Personal<String> neededText(String name) {
        return Personal.of(needed(name, text(name)));
    }

    /** As {@link #text}; null when it is blank. */
    public @Nullable Personal<String> personalText(String name) {
        String text = text(name);
        return text == null || text.isBlank() ? null : Personal.of(text);
    }

    /** As {@link #line}; null when it is empty. */
    public @Nullable Personal<String> personalLine(String name) {
        String line = line(name, Texts.LINE);
        return line == null || line.isEmpty() ? null : Personal.of(line);
    }

    /** What a code of the list says, or else the words; null when nothing was told. */
    public @Nullable CodedText coded(String name, Vocabulary vocabulary) {
        String line = line(name, Texts.LINE);
        return line == null || line.isEmpty() ? null : codes.read(vocabulary, line);
    }

    /** As {@link #coded}, and named when nothing was told: the words stand empty then. */
    public CodedText neededCoded(String name, Vocabulary vocabulary) {
        CodedText told = coded(name, vocabulary);
        return told == null ? CodedText.words(needed(name, null)) : told;
    }

    /** Whole seconds, at most a week. */
    public @Nullable Duration duration(String name) {
        JsonNode node = told(name);
        BigDecimal seconds = node == null ? null : number(node);
        if (node != null && (seconds == null || seconds.signum() < 0 || seconds.compareTo(LONGEST_DURATION) > 0)) {
            unusable(name, written(node));
            return null;
        }
        if (node != null && !node.isIntegralNumber()) {
            add(name, Defect.Kind.CONVERTED, written(node).length(), null);
        }
        return seconds == null ? null : Duration.ofSeconds(seconds.longValue());
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        if (node.isNumber()) {
            return node.decimalValue();
        }
        String text = written(node).strip();
        return text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") ? new BigDecimal(text) : null;
    }

    /** Texts by name, such as a form's fields. What is told and is no object is one of an empty name. */
    public Map<String, String> entries(String name) {
        JsonNode node = told(name);
        Map<String, String> entries = new TreeMap<>();
        if (node == null) {
            needed(name, null);
        } else if (!node.isObject()) {
            add(name, Defect.Kind.CONVERTED, written(node).length(), null);
            entries.put("", beginning(wellFormed(written(node)), Texts.LONGEST));
        } else {
            gather(name, node, entries);
        }
        return entries;
    }

    private void gather(String name, JsonNode node, Map<String, String> entries) {
        int room = Texts.LONGEST;
        long length = 0;
        boolean cleaned = false;
        boolean cut = node.size() > MOST_ENTRIES;
        for (Map.Entry<String, JsonNode> one : node.properties()) {
            String value = one.getValue().isNull() ? "" : written(one.getValue());
            length += one.getKey().length() + value.length();
            if (entries.size() == MOST_ENTRIES) {
                continue;
            }
            String key = NOT_IN_A_LINE
                    .matcher(wellFormed(one.getKey()))
                    .replaceAll(" ")
                    .strip();
            String text = wellFormed(value);
            String keptKey = beginning(key, Math.min(room, Texts.WORDS));
            String kept = beginning(text, room - keptKey.length());
            cleaned |= !key.equals(one.getKey().strip()) || !text.equals(value);
            cut |= keptKey.length() < key.length() || kept.length() < text.length();
            room -= keptKey.length() + kept.length();
            entries.merge(keptKey, kept, (first, second) -> first + " " + second);
        }
        if (cleaned) {
            add(name, Defect.Kind.CLEANED, length, null);
        }
        if (cut) {
            add(name, Defect.Kind.CUT, length, null);
        }
    }

    private String needed(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            add(name, Defect.Kind.MISSING, 0, null);
            return "";
        }
        return value;
    }

    /** Passed over, and kept beside the contact. */
    public void unusable(String name, String told) {
        add(name, Defect.Kind.UNUSABLE, told.length(), told);
    }

    /** Belongs to it and was not told. */
    public void missing(String name) {
        add(name, Defect.Kind.MISSING, 0, null);
    }

    /** Names what was told and nobody has read. */
    public void nothingElse() {
        object.properties().stream()
                .filter(one -> !read.contains(one.getKey()) && !one.getValue().isNull())
                .forEach(one -> {
                    String told = one.getKey() + ": " + written(one.getValue());
                    defects.add(defect(path, Defect.Kind.UNKNOWN, told.length(), told));
                });
    }

    private void add(String name, Defect.Kind kind, long length, @Nullable String told) {
        defects.add(defect(pathOf(name), kind, length, told));
    }

    /** @param told of which the beginning is kept */
    public static Defect defect(String field, Defect.Kind kind, long length, @Nullable String told) {
        return new Defect(
                field, kind, length, told == null ? null : Personal.of(beginning(wellFormed(told), Texts.LINE)));
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String written(JsonNode node) {
        return node.isContainer() ? node.toString() : node.asString();
    }

    /** Without what no UTF-8 can carry or no database can hold: halves of surrogate pairs and U+0000. */
    public static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8).replace('\0', '\ufffd');
    }

    /** The beginning of a text, without half a surrogate pair at its end. */
    private static String beginning(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }
}
