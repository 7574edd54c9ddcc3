package io.annals.command.contact;

import com.mongodb.MongoException;
import io.annals.command.contact.ContactEndpoint.Mended;
import io.annals.command.contact.ContactHandlers.Recorded;
import io.annals.command.contact.lines.Lines;
import io.annals.command.contact.lines.Lines.Line;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Commands;
import io.annals.command.decision.Decisions;
import io.annals.command.decision.Sender;
import io.annals.edge.problem.Problem;
import io.annals.encoding.Keyring;
import io.annals.events.CustomerId;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactId;
import io.annals.log.LogUnavailable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * One body of many contacts on its way into the log. A thread reads and foresees, chunk by chunk; each line is recorded on
 * a thread of its own, after the earlier ones of the same customer; the answers leave in the order of the lines. What is
 * under way is bounded in lines and in bytes.
 */
final class ContactBatch {
    private static final Logger log = LoggerFactory.getLogger(ContactBatch.class);
    private static final int CHUNK = 512;
    private static final int WINDOW = 4_096;
    private static final int WINDOW_BYTES = 32 << 20;

    private final Lines lines;
    private final Sender sender;
    private final Tools tools;
    private final BlockingQueue<Pending> inOrder = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(WINDOW);
    private final Semaphore bytes = new Semaphore(WINDOW_BYTES);

    /** The last line under way by each stream that it is about. */
    private final Map<String, UnderWay> last = new ConcurrentHashMap<>();

    private volatile boolean stopped;

    /** Of the reader alone. */
    private @Nullable Line waiting;

    private @Nullable IOException brokenOff;

    ContactBatch(Lines lines, Sender sender, Tools tools) {
        this.lines = lines;
        this.sender = sender;
        this.tools = tools;
    }

    /** What it works with. */
    record Tools(
            Intake intake,
            Commands commands,
            Decisions decisions,
            Keyring keyring,
            JsonMapper json,
            Executor threads) {}

    /**
     * What became of a line.
     *
     * @param status {@code accepted}, {@code known} (recorded before), or {@code refused}
     * @param rule which rule refused it
     * @param field what is wrong, where it is a single field
     * @param mended what could not stand as it was sent, and is recorded in a form that fits
     */
    record Outcome(
            long line,
            String status,
            @Nullable ContactId contact,
            @Nullable CustomerId customer,
            @Nullable Long position,
            @Nullable String rule,
            @Nullable String field,
            @Nullable String reason,
            @Nullable List<Mended> mended) {
        static Outcome of(long line, Answer<Recorded> answer, Contact told) {
            Recorded recorded = answer.value();
            String status = answer.known() ? "known" : "accepted";
            return new Outcome(
                    line,
                    status,
                    recorded.contact(),
                    recorded.customer(),
                    answer.position(),
                    null,
                    null,
                    null,
                    Mended.in(told));
        }

        static Outcome refused(long line, Problem problem) {
            return new Outcome(
                    line, "refused", null, null, null, problem.rule(), problem.field(), problem.detail(), null);
        }
    }

    /** @param outcome null behind the last line */
    private record Pending(int bytes, @Nullable CompletableFuture<Outcome> outcome) {}

    /** @param sent done when whatever follows is recorded behind it */
    private record UnderWay(CompletableFuture<?> sent, CompletableFuture<Outcome> done) {}

    /** @param command null when there is none to send, since {@code refused} tells why */
    private record Parsed(
            Line line,
            @Nullable ContactCommand command,
            @Nullable Outcome refused) {}

    /** Begins; the answers come into {@code answers}, which ends behind the last one. */
    void begin(Spool answers) {
        Thread.ofVirtual().name("batch-reader").start(this::readAll);
        Thread.ofVirtual().name("batch-answers").start(() -> answerAll(answers));
    }

    /** Nobody hears the answers any more. What is under way is still recorded; nothing more is read. */
    void stop() {
        stopped = true;
    }

    private void answerAll(Spool answers) {
        try (answers) {
            for (Pending next = inOrder.take(); next.outcome() != null; next = inOrder.take()) {
                answers.put(tools.json().writeValueAsBytes(next.outcome().join()));
                bytes.release(next.bytes());
                room.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException fault) {
            log.error("The answers to a batch could not be kept", fault);
            stop();
            room.release(WINDOW); // the reader must find out
            bytes.release(WINDOW_BYTES);
        }
    }

    private void readAll() {
        long number = 0;
        try {
            for (List<Line> chunk = chunk(); !chunk.isEmpty() && !stopped; chunk = chunk()) {
                number = chunk.getLast().number();
                List<Parsed> parsed = chunk.stream().map(this::parse).toList();
                foreseeIfPossible(parsed);
                parsed.forEach(this::launch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException brokenOff) {
            finish(Outcome.refused(
                    number + 1, new Problem("body-broken-off", 400, "The body broke off behind line " + number + ".")));
        } catch (RuntimeException fault) {
            log.error("A batch broke off behind line {}", number, fault);
            finish(Outcome.refused(number + 1, problem(fault)));
        } finally {
            inOrder.add(new Pending(0, null));
        }
    }

    private void finish(Outcome last) {
        inOrder.add(new Pending(0, CompletableFuture.completedFuture(last)));
    }

    /**
     * As much as is there, at least one line; none at the end. What has come whole is recorded though the body breaks off
     * behind it, and a line for which there is no room waits until what was read before it is under way.
     */
    private List<Line> chunk() throws IOException, InterruptedException {
        List<Line> chunk = new ArrayList<>();
        do {
            Line line = waiting == null ? next(chunk.isEmpty()) : waiting;
            waiting = null;
            if (line == null) {
                break;
            }
            if (!hasRoom(line, chunk.isEmpty())) {
                waiting = line;
                break;
            }
            chunk.add(line);
        } while (chunk.size() < CHUNK && isMoreThere() && !stopped);
        return chunk;
    }

    private boolean isMoreThere() {
        try {
            return brokenOff == null && lines.ready();
        } catch (IOException e) {
            brokenOff = e;
            return false;
        }
    }

    /** Null at the end, and where it broke off behind lines that are to be recorded first. */
    private @Nullable Line next(boolean first) throws IOException {
        try {
            if (brokenOff == null) {
                return lines.next();
            }
        } catch (IOException e) {
            brokenOff = e;
        }
        if (brokenOff != null && first) {
            throw brokenOff;
        }
        return null;
    }

    private boolean hasRoom(Line line, boolean first) throws InterruptedException {
        if (first) {
            room.acquire();
            bytes.acquire(line.bytes());
            return true;
        }
        if (!room.tryAcquire()) {
            return false;
        }
        if (!bytes.tryAcquire(line.bytes())) {
            room.release();
            return false;
        }
        return true;
    }

    private Parsed parse(Line line) {
        try {
            ContactForm form = tools.json().treeToValue(line.content().get(), ContactForm.class);
            return new Parsed(line, tools.intake().command(form), null);
        } catch (RuntimeException e) {
            return new Parsed(line, null, Outcome.refused(line.number(), problem(e)));
        }
    }

    /** Foresight saves time and is not needed: without it each line finds out for itself, and tells if it cannot. */
    private void foreseeIfPossible(List<Parsed> chunk) {
        try {
            foresee(chunk);
        } catch (MongoException | LogUnavailable e) {
            log.debug("No foresight for a chunk of a batch", e);
        }
    }

    /** In a few round trips for the whole chunk: which contacts and customers are new, and keys for the new customers. */
    private void foresee(List<Parsed> chunk) {
        Set<String> empty = tools.decisions()
                .foresee(chunk.stream()
                        .map(Parsed::command)
                        .filter(Objects::nonNull)
                        .toList());
        List<String> newcomers = new ArrayList<>();
        for (Parsed parsed : chunk) {
            if (parsed.command() != null && isOfNewcomer(parsed.command(), empty)) {
                newcomers.add(parsed.command().told().customer().toString());
                empty.removeAll(identities(parsed.command()));
            }
        }
        tools.keyring().prepare(newcomers);
    }

    private boolean isOfNewcomer(ContactCommand command, Set<String> empty) {
        List<String> identities = identities(command);
        return !identities.isEmpty()
                && identities.stream().allMatch(stream -> empty.contains(stream) && !last.containsKey(stream));
    }

    private static List<String> identities(ContactCommand command) {
        return command.known().identities().stream()
                .flatMap(one -> one.streams().stream())
                .toList();
    }

    private void launch(Parsed parsed) {
        ContactCommand command = parsed.command();
        if (command == null) {
            inOrder.add(new Pending(parsed.line().bytes(), CompletableFuture.completedFuture(parsed.refused())));
            return;
        }
        List<String> streams = new ArrayList<>(command.streams().keySet());
        if (command.known().id() != null) {
            streams.add(command.known().id().stream());
        }
        CompletableFuture<?> sent = new CompletableFuture<>();
        CompletableFuture<Outcome> done = earlier(command, streams)
                .thenApplyAsync(_ -> send(parsed.line().number(), command, sent), tools.threads());
        UnderWay underWay = new UnderWay(sent, done);
        streams.forEach(stream -> last.put(stream, underWay));
        CompletableFuture<Outcome> answered = done.whenComplete((_, _) -> {
            sent.complete(null);
            streams.forEach(stream -> last.remove(stream, underWay));
        });
        inOrder.add(new Pending(parsed.line().bytes(), answered));
    }

    /** A return wants to find its purchase recorded, and a repetition the first one; all others only come behind. */
    private CompletableFuture<Void> earlier(ContactCommand command, List<String> streams) {
        String own = command.told().id().stream();
        List<CompletableFuture<?>> earlier = new ArrayList<>();
        for (String stream : streams) {
            UnderWay one = last.get(stream);
            if (one != null) {
                boolean mustBeThere = command instanceof TakeGoodsBack || stream.equals(own);
                earlier.add(mustBeThere ? one.done() : one.sent());
            }
        }
        return CompletableFuture.allOf(earlier.toArray(CompletableFuture[]::new));
    }

    /** A contact that changes who is known by what, or what is left of a purchase, is waited for. */
    private Outcome send(long line, ContactCommand command, CompletableFuture<?> sent) {
        try {
            Sender on = sender.on(command.told().channel());
            String own = command.told().id().stream();
            return Outcome.of(
                    line,
                    tools.commands().send(command, on, written -> {
                        if (written.equals(Set.of(own))) {
                            sent.complete(null);
                        }
                    }),
                    command.told());
        } catch (RuntimeException e) {
            return Outcome.refused(line, problem(e));
        }
    }

    private static Problem problem(RuntimeException thrown) {
        return Problem.of(thrown).orElseGet(() -> {
            log.error("A line of a batch failed", thrown);
            return new Problem("fault", 500, "Something went wrong on our side; it has been noted.");
        });
    }
}
