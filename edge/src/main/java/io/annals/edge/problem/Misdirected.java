package io.annals.edge.problem;

/** This server is not the one that was asked for. HTTP 421 (RFC 9110, 15.5.20). */
public final class Misdirected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Misdirected() {
        super("This server is not known by the name in the header Host; see annals.edge.hosts.", null, false, false);
    }
}
