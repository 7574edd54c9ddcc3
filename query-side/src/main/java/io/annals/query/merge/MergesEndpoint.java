package io.annals.query.merge;

import io.annals.edge.Positions;
import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.Personal;
import io.annals.events.TellsOf;
import io.annals.events.merge.Links;
import io.annals.events.merge.MergeEvent;
import io.annals.events.merge.MergeEvent.CustomersMerged;
import io.annals.events.merge.MergeEvent.Link;
import io.annals.events.merge.MergeRunId;
import io.annals.log.RecordedEvent;
import io.annals.query.projection.History;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** With whom a customer is one. */
@RestController
class MergesEndpoint {
    private final History history;

    MergesEndpoint(History history) {
        this.history = history;
    }

    /**
     * A merge that holds.
     *
     * @param by who merged them, as the log names them
     * @param rule by which it followed; absent where somebody said so
     * @param run that it belongs to; absent where it was done by itself
     */
    record Merge(
            CustomerId survivor,
            CustomerId absorbed,
            @Open Instant at,
            @Open String by,
            @TellsOf(Field.NOTES) @Nullable Personal<String> reason,
            @Open @Nullable String rule,
            @Nullable MergeRunId run) {}

    /** @param customer under whose id they are shown */
    record Merges(
            CustomerId customer,
            @Open List<Merge> merges,
            @Open long position) {}

    @GetMapping("/customers/{id}/merges")
    @RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "TECHNICIAN", "MANAGER", "AUDITOR", "SERVICE", "ADMINISTRATOR"})
    ResponseEntity<Merges> merges(@PathVariable CustomerId id, @RequestParam(required = false) @Nullable Long atLeast) {
        long head = history.head(atLeast);
        List<CustomerId> members = history.members(id.toString(), head).stream()
                .map(CustomerId::of)
                .toList();
        List<Merge> merges = new ArrayList<>();
        for (CustomerId absorbed : members.subList(1, members.size())) {
            Merge merge = latest(absorbed, head);
            if (merge != null) {
                merges.add(merge);
            }
        }
        return ResponseEntity.ok().eTag(Positions.etag(head)).body(new Merges(members.getFirst(), merges, head));
    }

    private @Nullable Merge latest(CustomerId absorbed, long upTo) {
        Links links = Links.NONE;
        Merge merge = null;
        for (RecordedEvent where : history.stream(MergeEvent.streamOf(absorbed))) {
            if (where.position() <= upTo && history.fact(where) instanceof Link link) {
                links = links.after(link);
                merge = link instanceof CustomersMerged made && !made.survives() ? merge(made, where) : merge;
            }
        }
        return links.into() == null ? null : merge;
    }

    private static Merge merge(CustomersMerged made, RecordedEvent where) {
        return new Merge(
                made.other(),
                made.customer(),
                where.at(),
                where.event().meta().getOrDefault("actor", "unknown"),
                made.reason(),
                made.rule(),
                made.run());
    }
}
