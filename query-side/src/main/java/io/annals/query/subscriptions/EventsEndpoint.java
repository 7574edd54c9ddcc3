package io.annals.query.subscriptions;

import io.annals.edge.Actor;
import io.annals.edge.ConcurrencyLimit;
import io.annals.edge.refusal.RuleBroken;
import io.annals.events.CustomerId;
import io.annals.events.Open;
import io.annals.log.Commit;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Cursor;
import io.annals.query.visibility.Belongings;
import io.annals.query.visibility.Reads;
import io.annals.query.visibility.Visibility;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Server-sent events (HTML, 9.2) of everything that is recorded. */
@RestController
class EventsEndpoint {
    private final EventLog log;
    private final CloudEvents form;
    private final Followers followers;
    private final Belongings belongings;
    private final Reads reads;

    EventsEndpoint(EventLog log, CloudEvents form, Followers followers, Belongings belongings, Reads reads) {
        this.log = log;
        this.form = form;
        this.followers = followers;
        this.belongings = belongings;
        this.reads = reads;
    }

    /**
     * Follows the log: from after the last event seen on, or from the present.
     *
     * @param lastEventId what a browser's {@code EventSource} sends when it comes back; wins over {@code after}
     */
    @RolesAllowed({"MARKETING", "MANAGER", "AUDITOR", "SERVICE", "ADMINISTRATOR"})
    @GetMapping("/events")
    void follow(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(required = false) @Nullable String after,
            @Open @RequestParam(required = false) @Nullable List<String> type,
            @RequestParam(required = false) @Nullable CustomerId subject,
            @AuthenticationPrincipal Actor actor,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (subject != null && !belongings.reaches(actor.scope(), subject.toString())) {
            throw Visibility.unknownCustomer();
        }
        reads.refuseIfFull(actor);
        EventFilter filter = EventFilter.of(type == null ? List.of() : type, subject);
        EventPlace seen = seen(lastEventId, after);
        try (ConcurrencyLimit.Permit _ = followers.place(actor)) {
            Beginning beginning = Beginning.of(log, seen, filter);
            head(response);
            reads.note(actor, "events", subject == null ? List.of() : List.of(subject.toString()), null);
            if (HttpMethod.HEAD.matches(request.getMethod())) {
                beginning.close();
            } else {
                followers.follow(beginning, filter, actor, form, response.getOutputStream());
            }
        }
    }

    private static void head(HttpServletResponse response) {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no");
    }

    private EventPlace seen(@Nullable String lastEventId, @Nullable String after) {
        if (lastEventId != null && !lastEventId.isBlank()) {
            return onTheLog(EventPlace.parse(lastEventId, "Last-Event-ID"));
        }
        return after == null
                ? new EventPlace(log.head(), EventPlace.WHOLE)
                : onTheLog(EventPlace.parse(after, "after"));
    }

    private EventPlace onTheLog(EventPlace seen) {
        long head = log.head();
        if (seen.position() > head) {
            throw new RuleBroken(
                    "position-beyond-head",
                    "The log ends before position " + seen.position() + ".",
                    Map.of("position", seen.position(), "head", head));
        }
        if (seen.index() != EventPlace.WHOLE) {
            refuseUnlessThere(seen);
        }
        return seen;
    }

    private void refuseUnlessThere(EventPlace seen) {
        try (Cursor<Commit> commits = log.read(seen.position() - 1)) {
            int events = commits.iterator().next().events().size();
            if (seen.index() >= events) {
                throw new RuleBroken(
                        "no-such-event",
                        "The commit at position " + seen.position() + " has " + events + " events.",
                        Map.of("position", seen.position(), "events", events));
            }
        }
    }
}
