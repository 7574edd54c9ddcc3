package io.annals.faults.nemesis;

import com.mongodb.MongoException;
import io.annals.faults.cluster.Member;
import io.annals.faults.history.Operation.Stopped;
import io.annals.faults.history.Operation.Struck;
import io.annals.log.LogUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Strikes, one fault after the other, each healed and the cluster well again before the next. */
public final class Nemesis {
    private final Scene scene;
    private final Consumer<String> told;

    /** @param told hears of every fault, in a line */
    public Nemesis(Scene scene, Consumer<String> told) {
        this.scene = scene;
        this.told = told;
    }

    /** These kinds in turn, in an order that the seed gives, until the time is over. */
    public void strikeFor(Duration time, Collection<Fault> kinds) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        while (true) {
            List<Fault> deck = new ArrayList<>();
            for (Fault fault : kinds) {
                deck.addAll(Collections.nCopies(fault.inADeck(), fault));
            }
            Collections.shuffle(deck, scene.random());
            for (Fault fault : deck) {
                if (System.nanoTime() > until) {
                    return;
                }
                strike(fault);
                scene.hold(500, 1_500);
            }
        }
    }

    /**
     * Strikes once and lets the workload breathe for a moment.
     *
     * @return whether it took
     */
    public boolean strike(Fault fault) throws InterruptedException {
        long began = System.nanoTime();
        boolean took = true;
        String detail;
        try {
            detail = fault.strike(scene);
        } catch (DidNotTake | LogUnavailable | MongoException | IOException e) {
            took = false;
            detail = "did not take: " + e.getMessage();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            scene.history().add(new Stopped("nemesis", System.nanoTime(), fault + ": " + e));
            detail = e.toString();
        }
        for (Member member : scene.cluster().members()) {
            member.proxy().heal();
            member.resume();
            member.start();
        }
        scene.cluster().awaitWell();
        long ended = System.nanoTime();
        scene.history().add(new Struck("nemesis", began, ended, fault.toString(), took, detail));
        told.accept("%-45s %6.1f s  %s".formatted(fault, (ended - began) / 1e9, detail));
        scene.hold(300, 800);
        return took;
    }
}
