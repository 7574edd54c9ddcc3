package io.annals.edge;

import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.VersionMissing;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Positions and versions as HTTP carries them: strong entity tags (RFC 9110, 8.8.3) that hold a number. */
public final class Positions {
    private static final Pattern TAG = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");

    private Positions() {}

    /** {@code "4711"}, with the quotes. */
    public static String etag(long position) {
        return "\"" + position + "\"";
    }

    /**
     * The version in an {@code If-Match} header.
     *
     * @throws VersionMissing when there is no such header
     * @throws BadInput when it is not one strong tag with a number
     */
    public static long ofIfMatch(@Nullable String header) {
        if (header == null) {
            throw new VersionMissing();
        }
        Matcher tag = TAG.matcher(header.strip());
        if (!tag.matches()) {
            throw new BadInput("If-Match", "must be one version in quotes, such as \"3\"");
        }
        return Long.parseLong(tag.group(1));
    }
}
