package io.annals.faults.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The signals for which Java has no method. */
public enum Signal {
    STOP,
    CONT;

    /** Sends it to a process of ours. */
    public void to(long pid) {
        try {
            int code = new ProcessBuilder("/bin/sh", "-c", "kill -" + name() + " " + pid)
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("process " + pid + " took no SIG" + name());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
