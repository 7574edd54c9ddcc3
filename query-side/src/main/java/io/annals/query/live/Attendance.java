package io.annals.query.live;

import io.annals.edge.Actor;
import io.annals.edge.problem.Problem;
import io.annals.edge.refusal.Refusal;
import io.annals.query.live.presence.Presence;
import io.annals.query.live.presence.Visit;
import io.annals.query.live.presence.Whereabouts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one session says of where it is, as far as its actor may. Belongs to whoever has the session's turn. */
final class Attendance {
    private final Presence presence;
    private final Access access;
    private final Consumer<Problem> refused;
    private Whereabouts last = Whereabouts.GONE;
    private @Nullable Visit visit; // none as long as the session has said nothing

    /** @param refused hears of a claim that was not granted; must not wait */
    Attendance(Presence presence, Access access, Consumer<Problem> refused) {
        this.presence = presence;
        this.access = access;
        this.refused = refused;
    }

    /** What the client is to be told, if anything. Who may not be there stays where they were. */
    List<ServerMessage> say(Whereabouts where, Actor actor) {
        Optional<Refusal> refusal = access.refusal(actor, where);
        if (refusal.isPresent()) {
            return List.of(new ServerMessage.Trouble(null, Problem.of(refusal.get())));
        }
        Visit ours = visit == null ? presence.visit(actor.name(), refused) : visit;
        visit = ours;
        last = where;
        ours.now(where);
        return List.of();
    }

    /** Looks again whether the actor, who may have changed, may be there. */
    void authorise(Actor now) {
        if (visit != null && access.refusal(now, last).isPresent()) {
            end();
        }
    }

    void end() {
        if (visit != null) {
            last = Whereabouts.GONE;
            visit.leave();
        }
    }
}
