package io.annals.query.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Gives a batch to those generations that it concerns, side by side, and remembers who holds up the others. */
final class FanOut {
    /** After so many batches that failed by one alone it is not the database that was away for a moment. */
    private static final int AGAIN_AND_AGAIN = 3;

    private final List<Generation<?>> generations;
    private final Executor threads;
    private final Map<String, Integer> failedAlone = new ConcurrentHashMap<>(); // by projection

    FanOut(List<Generation<?>> generations, Executor threads) {
        this.generations = generations;
        this.threads = threads;
    }

    /**
     * Returns when all views are written.
     *
     * @throws RuntimeException of the first that failed; the others have written theirs all the same
     */
    void digest(Batch batch) {
        List<Generation<?>> concerned = generations.stream()
                .filter(generation -> generation.isConcernedBy(batch))
                .toList();
        if (concerned.isEmpty()) {
            return;
        }
        List<CompletableFuture<Void>> underWay = new ArrayList<>();
        for (Generation<?> generation : concerned.subList(1, concerned.size())) {
            underWay.add(CompletableFuture.runAsync(() -> generation.digest(batch), threads));
        }
        underWay.addFirst(CompletableFuture.runAsync(() -> concerned.getFirst().digest(batch), Runnable::run));
        List<Generation<?>> failed = new ArrayList<>();
        RuntimeException first = null;
        for (int i = 0; i < concerned.size(); i++) {
            RuntimeException failure = failure(underWay.get(i));
            if (failure != null) {
                failed.add(concerned.get(i));
                first = first == null ? failure : first;
            } else {
                failedAlone.remove(concerned.get(i).projection().name());
            }
        }
        if (first != null) {
            if (failed.size() < concerned.size()) {
                failed.forEach(one -> failedAlone.merge(one.projection().name(), 1, Integer::sum));
            }
            throw first;
        }
    }

    /** Projections by which batches have failed again and again that others have digested. */
    List<String> obstacles() {
        return failedAlone.entrySet().stream()
                .filter(entry -> entry.getValue() >= AGAIN_AND_AGAIN)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static @Nullable RuntimeException failure(CompletableFuture<Void> digesting) {
        try {
            digesting.join();
            return null;
        } catch (CompletionException e) {
            return e.getCause() instanceof RuntimeException failure ? failure : e;
        } catch (CancellationException e) {
            return e;
        }
    }
}
