package io.annals.query.visibility;

import io.annals.edge.Actor;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.Pages;
import io.annals.edge.paging.Slice;
import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.query.visibility.Reads.Read;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who looked at whose data. */
@RestController
class ReadsEndpoint {
    private final Reads reads;

    ReadsEndpoint(Reads reads) {
        this.reads = reads;
    }

    /** @param next cursor of the next page; absent on the last one */
    record Page(
            @TellsOf(Field.COLLEAGUES) List<Read> reads,
            @Open @Nullable String next) {}

    /**
     * Newest first, and what they tell of customers in the caller's scope. What was read in the last tenth of a second may not
     * be there yet.
     */
    @GetMapping("/audit/reads")
    @RolesAllowed({"AUDITOR", "ADMINISTRATOR"})
    Page reads(
            @RequestParam(required = false) @Nullable CustomerId customer,
            @TellsOf(Field.COLLEAGUES) @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit,
            @AuthenticationPrincipal Actor caller) {
        Slice<Read> found = reads.stored(
                customer == null ? null : customer.toString(), actor, caller.scope(), Pages.of(cursor, limit));
        return new Page(found.entries(), Cursor.text(found.next()));
    }
}
