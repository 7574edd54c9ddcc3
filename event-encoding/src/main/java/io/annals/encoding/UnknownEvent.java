package io.annals.encoding;

/** The log holds an event that this version of the software has no name or no revision for; a newer version wrote it. */
public final class UnknownEvent extends RuntimeException {
    private final String type;
    private final int rev;

    UnknownEvent(String type, int rev, String why) {
        super("cannot read " + type + " revision " + rev + ": " + why);
        this.type = type;
        this.rev = rev;
    }

    public String type() {
        return type;
    }

    public int rev() {
        return rev;
    }
}
