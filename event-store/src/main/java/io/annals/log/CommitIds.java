package io.annals.log;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** Makes the ids by which clients of the log know their commits again: UUIDv7 (RFC 9562), growing within a process. */
public final class CommitIds {
    private static final TimeBasedEpochGenerator V7 = Generators.timeBasedEpochGenerator();

    private CommitIds() {}

    /** A new id; from any thread. */
    public static UUID next() {
        return V7.generate();
    }
}
