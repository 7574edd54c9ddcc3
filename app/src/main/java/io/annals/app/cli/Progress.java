package io.annals.app.cli;

import java.io.Console;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far something is, in a line of the terminal. */
final class Progress {
    private static final int WIDTH = 80;

    private Progress() {}

    /** Where nobody watches a terminal there is no bar. */
    @SuppressWarnings({"SystemConsoleNull", "ClosingStandardOutputStreams"
    }) // JDK-8351435; ending a bar leaves the stream open
    static ProgressBar of(String task, long max) {
        Console console = System.console();
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(max)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .showSpeed()
                .setConsumer(
                        console != null && console.isTerminal()
                                ? new ConsoleProgressBarConsumer(System.err, WIDTH)
                                : new DelegatingProgressBarConsumer(_ -> {}, WIDTH))
                .build();
    }
}
