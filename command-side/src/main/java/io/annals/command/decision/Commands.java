package io.annals.command.decision;

import io.annals.log.StreamConflict;
import io.annals.log.axon.Receipt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** The door for commands: each goes through Axon's gateway, again on a fresh read when somebody else was faster. */
public final class Commands {
    private static final int TRIES = 20;
    private static final int TRIES_WITHOUT_PAUSE = 3;
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final CommandGateway gateway;
    private final MeterRegistry meters;
    private final Counter conflicts;

    Commands(CommandGateway gateway, MeterRegistry meters) {
        this.gateway = gateway;
        this.meters = meters;
        this.conflicts = Counter.builder("annals.commands.conflicts")
                .description("decisions taken again because somebody else was faster")
                .register(meters);
    }

    /**
     * Has it decided and recorded. Returns when it is durable.
     *
     * @throws io.annals.edge.refusal.Refusal when a rule is against it
     * @throws io.annals.log.LogUnavailable when the outcome is unknown
     */
    public <R> Answer<R> send(Object command, Sender sender) {
        return send(command, sender, _ -> {});
    }

    /**
     * The same.
     *
     * @param whenSent hears, at every try, which streams are written, once what comes next from this process is certain to
     *     come behind it; not at all where nothing is recorded
     */
    @SuppressWarnings("unchecked") // shells answer with Answer
    public <R> Answer<R> send(Object command, Sender sender, Consumer<Set<String>> whenSent) {
        Map<String, Object> sent = new WhenSent(whenSent).meta();
        Timer.Sample sample = Timer.start(meters);
        try {
            for (int attempt = 0; ; attempt++) {
                Receipt receipt = new Receipt();
                try {
                    Answer<R> answer = (Answer<R>) gateway.sendAndWait(receipt.on(command)
                            .andMetaData(sender.meta())
                            .andMetaData(sent)
                            .andMetaData(new Attempt(attempt).meta()));
                    return receipt.position().isPresent()
                            ? new Answer<>(answer.value(), receipt.position().getAsLong(), false)
                            : answer;
                } catch (RuntimeException e) {
                    if (!isConflict(e) || attempt == TRIES) {
                        throw e;
                    }
                    conflicts.increment();
                    pause(attempt);
                }
            }
        } finally {
            sample.stop(Timer.builder("annals.commands")
                    .description("from a command's arrival to its being durable or refused")
                    .tag("type", command.getClass().getSimpleName())
                    .register(meters));
        }
    }

    /** Axon wraps it in exceptions of two families. */
    private static boolean isConflict(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StreamConflict) {
                return true;
            }
        }
        return false;
    }

    /** At random, so that those who collided do not meet again. */
    private static void pause(int attempt) {
        if (attempt >= TRIES_WITHOUT_PAUSE) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
        }
    }
}
