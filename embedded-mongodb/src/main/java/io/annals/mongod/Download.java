package io.annals.mongod;

import java.io.IOException;
import java.nio.file.Path;

/** A place on the network from which a mongod can be had. */
interface Download {
    /**
     * Fetches into an empty folder of its own and answers with the executable in it.
     *
     * @throws IOException if this place cannot serve now or not for this machine; the message says why, in few words
     */
    Path fetch(Path folder) throws IOException, InterruptedException;

    /** The version that it brings. */
    MongodVersion version();

    /** What the user reads in the log: {@code fetching mongod from …}. */
    String place();
}
