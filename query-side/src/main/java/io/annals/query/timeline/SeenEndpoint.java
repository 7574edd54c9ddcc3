package io.annals.query.timeline;

import com.mongodb.client.MongoDatabase;
import io.annals.edge.Actor;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.roles.ForStaff;
import io.annals.events.CustomerId;
import io.annals.query.projection.History;
import io.annals.query.projection.Projections;
import io.annals.query.timeline.SeenLines.Line;
import io.annals.query.visibility.Belongings;
import io.annals.query.visibility.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The unread line: up to where this user has read a customer's timeline. */
@RestController
class SeenEndpoint {
    private final SeenLines lines;
    private final History history;
    private final Belongings belongings;

    SeenEndpoint(MongoDatabase database, Projections projections, History history, Belongings belongings) {
        this.lines = new SeenLines(database, projections);
        this.history = history;
        this.belongings = belongings;
    }

    /** @param position up to which everything has been seen; from 0 to the log's head */
    record SeenForm(@Nullable Long position) {}

    /** A user who has never drawn the line has seen nothing: position 0. */
    @GetMapping("/customers/{id}/seen")
    @ForStaff
    Line seen(
            @PathVariable CustomerId id,
            @RequestParam(required = false) @Nullable Long atLeast,
            @AuthenticationPrincipal Actor actor) {
        return lines.line(actor, id.toString(), atLeast).orElseThrow(Visibility::unknownCustomer);
    }

    @PutMapping("/customers/{id}/seen")
    @ForStaff
    Line see(@PathVariable CustomerId id, @RequestBody SeenForm form, @AuthenticationPrincipal Actor actor) {
        if (!belongings.reaches(actor.scope(), id.toString())) {
            throw Visibility.unknownCustomer();
        }
        Long position = form.position();
        if (position == null || position < 0 || position > history.head(null)) {
            throw new BadInput("position", "must be a position of the log, from 0 to its head");
        }
        return lines.draw(actor, id.toString(), position).orElseThrow(Visibility::unknownCustomer);
    }
}
