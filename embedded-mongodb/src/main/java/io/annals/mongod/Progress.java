package io.annals.mongod;

import java.io.Console;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how far a download is: a bar in a terminal, a line every few seconds in a log. */
final class Progress implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Progress.class);

    private final ProgressBar bar;

    @SuppressWarnings("SystemConsoleNull") // JDK 25 went back to null where there is no terminal (JDK-8351435)
    private Progress(ProgressBarBuilder builder) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            builder.setConsumer(new DelegatingProgressBarConsumer(log::info, 100))
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(3_000);
        }
        this.bar = builder.build();
    }

    static Progress ofBytes(String what, long total) {
        return new Progress(new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(total)
                .setUnit(" MB", 1_000_000)
                .showSpeed());
    }

    static Progress ofPercent(String what) {
        return new Progress(
                new ProgressBarBuilder().setTaskName(what).setInitialMax(100).setUnit(" %", 1));
    }

    /** Never beyond the total, so a guess that was too small does no harm. */
    void at(long done) {
        bar.stepTo(Math.min(done, bar.getMax()));
    }

    @Override
    public void close() {
        bar.close();
    }
}
