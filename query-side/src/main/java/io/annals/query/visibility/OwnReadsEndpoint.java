package io.annals.query.visibility;

import io.annals.edge.Actor;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.Pages;
import io.annals.edge.paging.Slice;
import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who has looked at one customer's data, for that customer too: they hear when and at what, not which colleague it was. */
@RestController
class OwnReadsEndpoint {
    private final Reads reads;

    OwnReadsEndpoint(Reads reads) {
        this.reads = reads;
    }

    /**
     * One read.
     *
     * @param what {@code view}, {@code timeline}, {@code loyalty}, {@code search}, {@code live} …
     * @param yours whether it was the caller's own
     */
    record ReadOfCustomer(
            @Open Instant at,
            @Open String what,
            @Open boolean yours,
            @TellsOf(Field.COLLEAGUES) String actor) {}

    /** @param next cursor of the next page; absent on the last one */
    record Page(
            @Open List<ReadOfCustomer> reads,
            @Open @Nullable String next) {}

    /** Newest first. What was read in the last tenth of a second may not be there yet. */
    @GetMapping("/customers/{id}/reads")
    @RolesAllowed({"AUDITOR", "CUSTOMER", "ADMINISTRATOR"})
    Page reads(
            @PathVariable CustomerId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit,
            @AuthenticationPrincipal Actor caller) {
        Slice<Reads.Read> found = reads.stored(id.toString(), null, caller.scope(), Pages.of(cursor, limit));
        return new Page(
                found.entries().stream()
                        .map(read -> new ReadOfCustomer(
                                read.at(), read.what(), read.actor().equals(caller.name()), read.actor()))
                        .toList(),
                Cursor.text(found.next()));
    }
}
