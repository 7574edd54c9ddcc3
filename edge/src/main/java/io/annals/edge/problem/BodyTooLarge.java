package io.annals.edge.problem;

import java.io.IOException;
import org.springframework.util.unit.DataSize;

/** A request's body went on beyond what is accepted. */
final class BodyTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    BodyTooLarge(DataSize limit) {
        super("The body may have at most " + limit.toBytes() + " bytes.");
    }
}
