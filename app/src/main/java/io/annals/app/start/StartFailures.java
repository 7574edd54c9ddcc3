package io.annals.app.start;

import com.mongodb.MongoTimeoutException;
import io.annals.encoding.WrongSecrets;
import io.annals.mongod.MongodUnavailable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** A start that cannot be is a sentence that says what to do, and no stack trace. */
final class StartFailures implements FailureAnalyzer {
    private static final int DEEPEST = 50;

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        int depth = 0;
        for (Throwable t = failure; t != null && depth < DEEPEST; t = t.getCause(), depth++) {
            switch (t) {
                case MongodUnavailable _, WrongSecrets _ -> {
                    return new FailureAnalysis(t.getMessage(), null, t);
                }
                case MongoTimeoutException _ -> {
                    return new FailureAnalysis(
                            "MongoDB does not answer: " + t.getMessage(),
                            "Start it, or correct annals.mongodb.uri; without that setting a MongoDB of our own is"
                                    + " started.",
                            t);
                }
                default -> {
                    // perhaps what caused it
                }
            }
        }
        return null;
    }
}
