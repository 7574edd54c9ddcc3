package io.annals.edge;

import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.StaleVersion;
import io.annals.edge.refusal.VersionMissing;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * On which versions an edit is based, as {@code If-Match} names them (RFC 9110, 13.1.1): {@code *} for whatever stands, or
 * entity tags of which one must be that of what stands. A version is {@code "version-3"}, or {@code "3"} for short. Tags are
 * compared strongly, so that a weak one is nobody's; nor is the tag of a view, which names a position of the log.
 *
 * @param any whether it is to be done whatever stands
 * @param versions what is named
 * @param position whether there is a view's tag among them
 */
public record IfMatch(boolean any, Set<Long> versions, boolean position) {
    /** For an edit that is to be done whatever stands. */
    public static final IfMatch ANY = new IfMatch(true, Set.of(), false);

    private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"";
    private static final Pattern LIST =
            Pattern.compile("[, \\t]*" + TAG + "(?:[ \\t]*,[, \\t]*(?:" + TAG + ")?)*[ \\t]*");
    private static final Pattern EACH = Pattern.compile(TAG);
    private static final Pattern VERSION = Pattern.compile("\"(?:version-)?(0|[1-9][0-9]{0,17})\"");
    private static final Pattern POSITION = Pattern.compile("(?:W/)?\"" + Positions.PREFIX + "[0-9]+\"");

    public IfMatch {
        versions = Set.copyOf(versions);
    }

    /** An edit of what stands at this version. */
    public static IfMatch version(long version) {
        return new IfMatch(false, Set.of(version), false);
    }

    /**
     * The header of an edit that needs one.
     *
     * @throws VersionMissing when there is none
     * @throws BadInput when it is not of the form of RFC 9110
     */
    public static IfMatch of(@Nullable String header) {
        if (header == null) {
            throw new VersionMissing();
        }
        String asked = header.strip();
        if (asked.equals("*")) {
            return ANY;
        }
        if (!LIST.matcher(asked).matches()) {
            throw new BadInput("If-Match", "must be * or versions in quotes, such as \"version-3\"");
        }
        Set<Long> versions = new TreeSet<>();
        boolean position = false;
        Matcher tags = EACH.matcher(asked);
        while (tags.find()) {
            Matcher version = VERSION.matcher(tags.group());
            if (version.matches()) {
                versions.add(Long.parseLong(version.group(1)));
            }
            position |= POSITION.matcher(tags.group()).matches();
        }
        return new IfMatch(false, versions, position);
    }

    /** The same where it may be left out: then it is done whatever stands. */
    public static IfMatch orAny(@Nullable String header) {
        return header == null ? ANY : of(header);
    }

    /** @throws StaleVersion when what stands at this version is none of them */
    public void refuseUnless(long version) {
        if (!any && !versions.contains(version)) {
            throw position ? StaleVersion.forPosition(version) : new StaleVersion(newest().orElse(null), version);
        }
    }

    private Optional<Long> newest() {
        return versions.stream().max(Long::compareTo);
    }
}
