package io.annals.query.sight;

import io.annals.edge.Pages;
import io.annals.edge.refusal.BadInput;
import io.annals.events.CustomerId;
import io.annals.query.sight.Reads.Read;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who looked at whose data. */
@RestController
class ReadsEndpoint {
    private static final int LARGEST_PAGE = 500;

    private final Reads reads;

    ReadsEndpoint(Reads reads) {
        this.reads = reads;
    }

    /** @param next what the next page names as {@code before}; absent on the last one */
    record Page(List<Read> reads, @Nullable String next) {}

    /** Newest first. What was read in the last tenth of a second may not be there yet. */
    @GetMapping("/audit/reads")
    @RolesAllowed({"AUDITOR", "ADMINISTRATOR"})
    Page reads(
            @RequestParam(required = false) @Nullable CustomerId customer,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "100") int limit) {
        Pages.check("limit", limit, LARGEST_PAGE);
        if (before != null && !ObjectId.isValid(before)) {
            throw new BadInput("before", "must be what an earlier page named as next");
        }
        List<Read> found = reads.stored(customer == null ? null : customer.toString(), actor, before, limit);
        return new Page(found, found.size() < limit ? null : found.getLast().id());
    }
}
