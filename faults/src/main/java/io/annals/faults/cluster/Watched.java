package io.annals.faults.cluster;

import java.util.ArrayList;
import java.util.List;

/** Commands whose processes end with this JVM, however it ends. */
public final class Watched {
    /** The shell becomes the process itself; its child kills that when the pipe from this JVM closes. */
    private static final String SHELL = """
        exec 3<&0 </dev/null
        { trap '' HUP INT TERM; read -r _ <&3; kill -KILL $$; } >/dev/null 2>&1 &
        exec "$@" 3<&-
        """;

    private Watched() {}

    /** The same command with a watchdog. Its standard input is the watchdog's. */
    public static List<String> command(List<String> command) {
        List<String> watched = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "faults-watchdog"));
        watched.addAll(command);
        return watched;
    }
}
