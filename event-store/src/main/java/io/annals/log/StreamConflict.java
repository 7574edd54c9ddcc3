package io.annals.log;

/** Somebody else has written to a stream that this decision was about; decide again on a fresh read. */
public final class StreamConflict extends RuntimeException {
    private final String stream;

    public StreamConflict(String stream, long seq) {
        super("stream " + stream + " already has an event " + seq);
        this.stream = stream;
    }

    public String stream() {
        return stream;
    }
}
