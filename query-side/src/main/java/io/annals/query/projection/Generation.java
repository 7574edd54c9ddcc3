package io.annals.query.projection;

import io.annals.log.RecordedEvent;
import java.util.List;

/** One generation of a projection: its views, what is parked of it, and how it grows by the batch. */
final class Generation<V> {
    private final Projection<V> projection;
    private final int number;
    private final Surroundings around;
    private final StoredViews<V> stored;
    private final Parking parking;
    private final ViewUpdater<V> updater;

    Generation(Projection<V> projection, int number, Surroundings around) {
        this.projection = projection;
        this.number = number;
        this.around = around;
        stored = new StoredViews<>(around.database(), projection, number);
        parking = new Parking(around.database(), projection.name(), number);
        updater =
                new ViewUpdater<>(projection, stored, parking, around.settings().cachedViews());
    }

    Projection<V> projection() {
        return projection;
    }

    int number() {
        return number;
    }

    Parking parking() {
        return parking;
    }

    void prepare() {
        parking.prepare();
        stored.prepare();
    }

    /** Whether anything of a batch may change a view. */
    boolean isConcernedBy(Batch batch) {
        return batch.concerns(projection);
    }

    /** When this returns the views are written. */
    void digest(Batch batch) {
        updater.digest(batch.concerning(projection));
    }

    /** Folds a parked subject anew from all of its events; false when it is parked again. */
    boolean retry(String subject, List<RecordedEvent> events) {
        Batch own = Batch.of(subject, events, around.encoding(), around.keyring());
        return updater.retry(subject, own.concerning(projection).getOrDefault(subject, List.of()));
    }

    /** Drops what is in memory: another process may have written since. */
    void forget() {
        updater.forget();
    }
}
