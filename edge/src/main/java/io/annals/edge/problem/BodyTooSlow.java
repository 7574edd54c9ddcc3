package io.annals.edge.problem;

import java.io.IOException;

/** A request's body came more slowly than is waited for. HTTP 408, and the connection ends (RFC 9110, 15.5.9). */
final class BodyTooSlow extends IOException {
    private static final long serialVersionUID = 1L;

    BodyTooSlow(BodyRate rate) {
        super("The body came more slowly than " + rate.least().toBytes() + " bytes a second.");
    }
}
