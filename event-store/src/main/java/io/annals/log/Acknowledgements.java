package io.annals.log;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Answers the callers, on a thread of its own, so that what they do with an answer never holds up the log. */
final class Acknowledgements {
    private final Executor thread;
    private final AppendMeters meters;
    private final FollowUps followUps;

    Acknowledgements(Executor thread, AppendMeters meters, FollowUps followUps) {
        this.thread = thread;
        this.meters = meters;
        this.followUps = followUps;
    }

    void placed(Batch batch) {
        boolean awaited = false;
        for (Draft draft : batch.drafts) {
            draft.announced = true;
            awaited |= draft.placed.getNumberOfDependents() > 0;
        }
        if (awaited) {
            thread.execute(() -> {
                for (int i = 0; i < batch.size(); i++) {
                    batch.drafts.get(i).placed.complete(batch.position(i));
                }
            });
        } else {
            for (int i = 0; i < batch.size(); i++) {
                batch.drafts.get(i).placed.complete(batch.position(i));
            }
        }
    }

    void durable(Batch batch, int count) {
        thread.execute(() -> {
            for (int i = 0; i < count; i++) {
                Draft draft = batch.drafts.get(i);
                meters.durable(draft);
                draft.succeed(batch.position(i));
            }
        });
    }

    void alreadyDurable(Draft draft, long position) {
        thread.execute(() -> {
            draft.succeed(position);
            followUps.told(draft);
        });
    }

    void refused(Map<Draft, RuntimeException> reasons) {
        thread.execute(() -> reasons.forEach((draft, reason) -> {
            draft.fail(reason);
            followUps.told(draft);
        }));
    }

    void overdue(List<Draft> drafts, LogUnavailable reason) {
        thread.execute(() -> drafts.forEach(draft -> draft.fail(reason)));
    }
}
