package io.annals.query.mention;

import static io.annals.query.mention.MentionProjection.INDEX;
import static io.annals.query.mention.MentionProjection.MENTION;
import static io.annals.query.mention.MentionProjection.MENTIONS;
import static io.annals.query.mention.MentionProjection.NOTES;
import static io.annals.query.mention.MentionProjection.POSITION;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.annals.edge.Actor;
import io.annals.edge.Positions;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.paging.Pages;
import io.annals.edge.refusal.BadInput;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.query.mention.MentionsView.Note;
import io.annals.query.projection.Elements;
import io.annals.query.projection.Inside;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Views;
import io.annals.query.timeline.SeenLines;
import io.annals.query.visibility.Belonging;
import io.annals.query.visibility.Reads;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where I am mentioned: nobody asks for others. */
@RestController
class MentionEndpoint {
    private static final int LARGEST_PAGE = 200;
    private static final Keyset NEWEST_FIRST = Keyset.descending(POSITION, INDEX);

    private final Views<MentionsView> views;
    private final SeenLines lines;
    private final Reads reads;

    MentionEndpoint(MongoDatabase database, Projections projections, Reads reads) {
        this.views = projections.views(MENTION);
        this.lines = new SeenLines(database, projections);
        this.reads = reads;
    }

    /**
     * @param total how many notes fit
     * @param next cursor of the next page; absent on the last one
     * @param position what all of these reflect at least: the next {@code after}
     * @param seen by customer, up to which position the caller has read that timeline; without those never opened
     */
    record Mentions(
            @Open long total,
            @Open @Nullable String next,
            @Open long position,
            @TellsOf(Field.COLLEAGUES) List<Note> mentions,
            @Open Map<String, Long> seen) {}

    /**
     * Newest first, of customers in the caller's scope. Not for roles that see no notes.
     *
     * @param after only what was recorded after this position
     */
    @GetMapping("/mentions")
    @RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "TECHNICIAN", "MANAGER", "AUDITOR", "SERVICE", "ADMINISTRATOR"})
    ResponseEntity<Mentions> mentions(
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable Long atLeast,
            @AuthenticationPrincipal Actor actor) {
        PageRequest page = Pages.of(cursor, limit, LARGEST_PAGE);
        if (after < 0) {
            throw new BadInput("after", "must be a position: 0 or more");
        }
        Inside inside = new Inside(
                NOTES,
                Belonging.within(actor.scope()),
                Filters.and(Filters.eq(MENTIONS, actor.name()), Filters.gt(POSITION, after)));
        reads.refuseIfFull(actor);
        Elements<Note> found = views.elements(inside, Note.class, NEWEST_FIRST, null, page, atLeast);
        List<String> customers = found.elements().stream()
                .map(note -> note.customer().toString())
                .distinct()
                .toList();
        reads.note(actor, "mentions", customers, null);
        Map<String, Long> seen = lines.drawn(actor.name(), customers);
        return ResponseEntity.ok()
                .eTag(Positions.etag(found.position()))
                .body(new Mentions(found.total(), Cursor.text(found.next()), found.position(), found.elements(), seen));
    }
}
