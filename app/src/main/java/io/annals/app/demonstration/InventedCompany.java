package io.annals.app.demonstration;

import io.annals.app.cli.NotDone;
import io.annals.app.cli.ServerConnection;
import io.annals.edge.Role;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The company on a server: its people, its weeks, once; and its life, as long as the server runs. */
public final class InventedCompany {
    private static final Logger log = LoggerFactory.getLogger(InventedCompany.class);
    /** Of the weeks that every installation is told. */
    static final long SEED = 20_261_128;

    private static final int RADIX = 36;
    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final double rate;
    private final Stories stories = Stories.all();
    private final Map<Colleague, ServerConnection> connections = new ConcurrentHashMap<>();
    private @Nullable Narrator narrator;
    private @Nullable Simulation simulation;
    private @Nullable Thread living;

    /** @param rate how much happens a minute; 0 for nothing */
    public InventedCompany(double rate) {
        this.rate = rate;
    }

    /**
     * Tells who there is and what has happened in the weeks before the company was first told of. A second time it changes
     * nothing: all is told only until the last customer has a card, which they get when there is no more to tell.
     *
     * @param as a connection for whoever does something
     */
    public void meet(ServerConnection administrator, Function<Colleague, ServerConnection> as, PrintStream out)
            throws InterruptedException {
        Narrator telling = new Narrator(one -> connections.computeIfAbsent(one, as));
        narrator = telling;
        Company company = stories.company();
        Colleague clerk = company.of(Role.MANAGER);
        Person last = company.customers().getLast();
        if (!telling.find(last, clerk).path("loyalty").path("card").asString("").isEmpty()) {
            out.printf(
                    "The company: %d customers and their weeks are known already.%n",
                    company.customers().size());
            return;
        }
        telling.hire(company.colleagues(), administrator);
        Instant until = telling.register(company.customers().getFirst(), clerk);
        Figures figures = tellAll(telling, Weeks.until(until, stories, SEED), clerk);
        out.printf(
                Locale.ROOT,
                "The company: %d customers, %,d contacts of the weeks before %s (%,d new, %,d known already).%n",
                company.customers().size(),
                figures.recorded() + figures.known(),
                until.toString().substring(0, 10),
                figures.recorded(),
                figures.known());
    }

    /** Customers side by side, each in their own order; the last one when all others are told. */
    private static Figures tellAll(Narrator telling, List<Weeks.History> histories, Colleague clerk)
            throws InterruptedException {
        Figures all = Figures.NONE;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Figures>> others = new ArrayList<>();
            for (Weeks.History history : histories.subList(0, histories.size() - 1)) {
                others.add(threads.submit(() -> tell(telling, history, clerk)));
            }
            for (Future<Figures> one : others) {
                all = all.plus(one.get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NotDone broken ? broken : new IllegalStateException(e.getCause());
        }
        return all.plus(tell(telling, withCardLast(histories.getLast()), clerk));
    }

    /** It says that all has been told. */
    private static Weeks.History withCardLast(Weeks.History history) {
        return new Weeks.History(
                history.customer(),
                history.acts().stream()
                        .sorted(Comparator.comparing(act -> act.path().endsWith("/card")))
                        .toList());
    }

    private static Figures tell(Narrator telling, Weeks.History history, Colleague clerk) throws InterruptedException {
        telling.register(history.customer(), clerk);
        Figures figures = Figures.NONE;
        for (Act act : history.acts()) {
            figures = figures.plus(telling.tell(act));
        }
        return figures;
    }

    /** Lets it live from now on, each time in another way. */
    public synchronized void begin(PrintStream out) {
        if (rate > 0 && narrator != null) {
            long now = System.currentTimeMillis();
            Life life = new Life(stories, now, "l" + Long.toString(now, RADIX), false);
            Simulation goingOn = new Simulation(life, narrator, rate, Clock.systemUTC());
            simulation = goingOn;
            living = Thread.ofVirtual().name("demonstration").start(() -> live(goingOn, now));
            out.printf(
                    Locale.ROOT,
                    "  it lives: about %.0f contacts, notes and tasks a minute by themselves (seed %d;"
                            + " --annals.demo.rate=0 for none)%n",
                    rate,
                    now);
        }
    }

    /** What the server does not take, because it has no database for a while, is left out. */
    private static void live(Simulation simulation, long seed) {
        boolean goesOn = true;
        while (goesOn) {
            try {
                simulation.run(FOR_EVER, seed);
                goesOn = false;
            } catch (NotDone pause) {
                log.info("The demonstration left something out: {}", pause.getMessage());
            } catch (InterruptedException e) {
                goesOn = false;
            }
        }
    }

    /** Ends its life; returns when what was under way is answered, or after some seconds. */
    public synchronized void end() {
        if (simulation != null && living != null) {
            simulation.stop();
            try {
                living.join(GOODBYE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
