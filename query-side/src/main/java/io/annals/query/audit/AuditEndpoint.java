package io.annals.query.audit;

import io.annals.edge.Positions;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.RuleBroken;
import io.annals.edge.roles.ForStaff;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Verification;
import io.annals.log.LogBroken;
import io.annals.log.Statistics;
import io.annals.query.projection.Lines;
import io.annals.query.projection.Projections;
import io.annals.query.visibility.NotAboutCustomers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The head of the log, its verification, and what it holds. */
@NotAboutCustomers("the log as a whole")
@RestController
class AuditEndpoint {
    private final EventLog log;
    private final Projections projections;
    private final JsonMapper json;

    AuditEndpoint(EventLog log, Projections projections, JsonMapper json) {
        this.log = log;
        this.projections = projections;
        this.json = json;
    }

    record Head(long position) {}

    /** How far a verification has come. */
    record Step(long position, long head) {}

    /**
     * The last line.
     *
     * @param commits those that are well, from the first on
     * @param brokenAt the first position at which something is wrong; absent when the chain holds
     */
    record Verdict(
            boolean valid,
            long commits,
            long events,
            @Nullable Long brokenAt,
            @Nullable String reason,
            double seconds,
            long eventsPerSecond) {
        static Verdict of(Verification found, double seconds) {
            return new Verdict(
                    found.brokenAt() == null,
                    found.commits(),
                    found.events(),
                    found.brokenAt(),
                    found.reason(),
                    seconds,
                    Math.round(found.events() / seconds));
        }
    }

    @GetMapping("/log/head")
    @ForStaff
    ResponseEntity<Head> head() {
        long head = log.head();
        return ResponseEntity.ok().eTag(Positions.etag(head)).body(new Head(head));
    }

    /** Recomputes the whole chain and follows every stream's numbers: lines of progress, at the end the verdict. */
    @PostMapping("/log/verification")
    @RolesAllowed({"AUDITOR", "ADMINISTRATOR"})
    void verification(HttpServletResponse response) throws IOException {
        long head = log.head();
        Lines.tell(response, json, lines -> {
            long began = System.nanoTime();
            Verification found = log.verify(position -> lines.say(new Step(position, head)));
            lines.say(Verdict.of(found, (System.nanoTime() - began) / 1e9));
        });
    }

    /**
     * Counts what the log holds: lines of progress, at the end the figures.
     *
     * @param after the position after which to count; 0 for the whole log
     */
    @PostMapping("/log/statistics")
    @RolesAllowed({"AUDITOR", "ADMINISTRATOR"})
    void statistics(@RequestParam(defaultValue = "0") long after, HttpServletResponse response) throws IOException {
        if (after < 0) {
            throw new BadInput("after", "must be a position, 0 or more");
        }
        long head = log.head();
        if (after > head) {
            throw new RuleBroken(
                    "position-beyond-head",
                    "The log ends before position " + after + ".",
                    Map.of("position", after, "head", head));
        }
        Lines.tell(response, json, lines -> {
            try {
                Statistics counted = log.statistics(after, position -> lines.say(new Step(position, head)));
                lines.say(Figures.of(counted, projections.states()));
            } catch (LogBroken e) {
                lines.say(Map.of("failed", "log-broken", "detail", String.valueOf(e.getMessage())));
            }
        });
    }
}
