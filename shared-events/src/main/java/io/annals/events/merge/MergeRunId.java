package io.annals.events.merge;

import io.annals.events.Id;
import io.annals.events.Open;
import java.util.UUID;

/** A run of many merges. The UUID (RFC 9562) is made by whoever begins it, so that the same run sent again goes on. */
@Open
public record MergeRunId(UUID value) implements Id.OfUuid {
    /** With what the streams of runs begin; also their subjects, which are no customer's. */
    static final String STREAMS = "merge-run-";

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static MergeRunId of(String text) {
        return new MergeRunId(UUID.fromString(text));
    }

    @Override
    public String stream() {
        return STREAMS + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
