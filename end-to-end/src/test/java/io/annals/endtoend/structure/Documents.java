package io.annals.endtoend.structure;

import java.nio.file.Path;

/** The project's documents, for tests that hold the program against them. */
public final class Documents {
    private Documents() {}

    /** @param path from the root of the checkout */
    public static Path file(String path) {
        return Sources.ROOT.resolve(path);
    }
}
