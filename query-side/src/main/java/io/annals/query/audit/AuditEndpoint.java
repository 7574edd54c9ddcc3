package io.annals.query.audit;

import io.annals.edge.Positions;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Verification;
import io.annals.query.projection.Lines;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** The head of the log, and its verification. */
@RestController
class AuditEndpoint {
    private final EventLog log;
    private final JsonMapper json;

    AuditEndpoint(EventLog log, JsonMapper json) {
        this.log = log;
        this.json = json;
    }

    record Head(long position) {}

    /** How far a verification has come. */
    record Step(long position, long head) {}

    /**
     * The last line.
     *
     * @param brokenAt the first position at which something is wrong; absent when the chain holds
     */
    record Verdict(
            boolean valid,
            long commits,
            long events,
            @Nullable Long brokenAt,
            @Nullable String reason) {}

    @GetMapping("/log/head")
    @RolesAllowed({"AGENT", "AUDITOR", "SERVICE", "ADMINISTRATOR"})
    ResponseEntity<Head> head() {
        long head = log.head();
        return ResponseEntity.ok().eTag(Positions.etag(head)).body(new Head(head));
    }

    /** Recomputes the whole chain: lines of progress, at the end the verdict. */
    @PostMapping("/log/verification")
    @RolesAllowed({"AUDITOR", "ADMINISTRATOR"})
    ResponseEntity<StreamingResponseBody> verification() {
        long head = log.head();
        return Lines.streamed(json, lines -> {
            Verification found = log.verify(position -> lines.say(new Step(position, head)));
            lines.say(new Verdict(
                    found.brokenAt() == null, found.commits(), found.events(), found.brokenAt(), found.reason()));
        });
    }
}
