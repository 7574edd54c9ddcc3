package io.annals.edge.refusal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else has edited it since it was read. HTTP 412, with both states: the one that stands and the one that was sent,
 * so that a person can compare them. They may be personal; like everything about a refusal they are told to the caller and
 * logged nowhere.
 */
public non-sealed class StaleVersion extends Refusal {
    private static final long serialVersionUID = 1L;

    private final long version;

    @SuppressWarnings("serial") // plain values
    private final Object current;

    @SuppressWarnings("serial") // plain values
    private final @Nullable Object sent;

    /**
     * @param seen the version that the caller's edit was based on; null when it named none that there could be
     * @param version the version as it stands
     */
    public StaleVersion(@Nullable Long seen, long version) {
        this(
                seen == null
                        ? "The edit names no version that it is based on; it is at " + version + " now."
                        : "It has been edited since: the edit was based on version " + seen + ", it is at " + version
                                + " now.",
                seen == null ? Map.of() : Map.of("seen", seen),
                version,
                Map.of("version", version),
                null);
    }

    /** For who took the entity tag of a view for the version. */
    public static StaleVersion forPosition(long version) {
        return new StaleVersion(
                "The edit names the position of a view, not the version that it is based on, which the view has as"
                        + " version; it is at " + version + " now.",
                Map.of(),
                version,
                Map.of("version", version),
                null);
    }

    private StaleVersion(
            String sentence, Map<String, Object> told, long version, Object current, @Nullable Object sent) {
        super("stale-version", sentence, told);
        this.version = version;
        this.current = current;
        this.sent = sent;
    }

    /** The same, with what stands: something that JSON can tell, with its {@code version} as a member. */
    public StaleVersion showing(Object state) {
        return new StaleVersion(sentence(), facts(), version, state, sent);
    }

    /** The same, with what the caller sent. */
    public StaleVersion beside(Object edit) {
        return new StaleVersion(sentence(), facts(), version, current, edit);
    }

    public final long version() {
        return version;
    }

    public final Object current() {
        return current;
    }

    /** Null as long as nobody has said it. */
    public final @Nullable Object sent() {
        return sent;
    }
}
