package io.annals.command;

import io.annals.command.decision.Answer;
import io.annals.command.decision.Commands;
import io.annals.command.decision.Sender;
import io.annals.command.decision.Uuid7;
import io.annals.edge.Actor;
import io.annals.edge.Positions;
import io.annals.edge.refusal.StaleVersion;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What every endpoint of this side does with a request: reads the clock, sends in the actor's name, answers by HTTP. */
@Component
public final class CommandRequests {
    private final Commands commands;
    private final Clock clock;

    CommandRequests(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /** The time of a request; milliseconds, as the log keeps them. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whoever sends, with a correlation that is new. */
    public static Sender sender(Actor actor) {
        return Sender.of(actor, Uuid7.at(Instant.now()).toString());
    }

    /** Has a command decided and recorded in the actor's name; as {@link Commands#send(Object, Sender)}. */
    public <R> Answer<R> send(Object command, Actor actor) {
        return commands.send(command, sender(actor));
    }

    /**
     * The same for an edit of what somebody has seen.
     *
     * @param sent the request, as a refusal repeats it
     * @throws StaleVersion with what stands beside what was sent, for whoever is late
     */
    public <R> Answer<R> edit(Object command, Object sent, Actor actor) {
        try {
            return send(command, actor);
        } catch (StaleVersion stale) {
            throw stale.beside(sent);
        }
    }

    /** {@code 200} with the position as its tag. */
    public static ResponseEntity.BodyBuilder ok(Answer<?> answer) {
        return answered(HttpStatus.OK, answer);
    }

    /** {@code 201} for what has been recorded by this request, {@code 200} for what was recorded before. */
    public static ResponseEntity.BodyBuilder created(Answer<?> answer) {
        return answered(answer.known() ? HttpStatus.OK : HttpStatus.CREATED, answer);
    }

    private static ResponseEntity.BodyBuilder answered(HttpStatus status, Answer<?> answer) {
        return ResponseEntity.status(status).eTag(Positions.etag(answer.position()));
    }
}
