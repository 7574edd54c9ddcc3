package io.annals.access;

import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.Pages;
import io.annals.edge.paging.Slice;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.Unknown;
import io.annals.edge.roles.ForEverybody;
import io.annals.edge.roles.ForUsers;
import io.annals.encoding.Pseudonyms;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who one is, who works here, and where one is logged in. */
@RestController
class SessionEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger("annals.security");

    private final Users users;
    private final Sessions sessions;
    private final AccessRevocation revocation;
    private final BreachedPasswords breached;
    private final SecondFactors factors;
    private final Proofs proofs;
    private final LoginThrottle throttle;
    private final Pseudonyms pseudonyms;

    SessionEndpoint(
            Users users,
            Sessions sessions,
            AccessRevocation revocation,
            BreachedPasswords breached,
            SecondFactors factors,
            Proofs proofs,
            LoginThrottle throttle,
            Pseudonyms pseudonyms) {
        this.users = users;
        this.sessions = sessions;
        this.revocation = revocation;
        this.breached = breached;
        this.factors = factors;
        this.proofs = proofs;
        this.throttle = throttle;
        this.pseudonyms = pseudonyms;
    }

    /**
     * @param locale the language of the pages that a user has chosen; none for a key's bearer, whose browser decides
     * @param secondFactor since when a user has an authenticator; null: they have none
     * @param draftKey 128 bits in hex: with it a page seals what it keeps of drafts in the browser, so that nobody else reads them
     * @param until when what one came in by ends, if that is known
     */
    record Me(
            String name,
            String displayName,
            Set<Role> roles,
            Scope scope,
            @Nullable String team,
            @Nullable String locale,
            @Nullable Instant until,
            @Nullable Instant secondFactor,
            String draftKey) {
        /** Without the key. */
        @Override
        public String toString() {
            return "Me[" + name + "]";
        }
    }

    @GetMapping("/me")
    @ForEverybody
    Me me(@AuthenticationPrincipal Actor actor) {
        Optional<User> user = users.find(actor.name());
        return new Me(
                actor.name(),
                user.map(User::displayName).orElse(actor.name()),
                actor.roles(),
                actor.scope(),
                actor.team(),
                user.map(User::locale).orElse(null),
                actor.grant().until(),
                user.flatMap(one -> factors.of(one.name()))
                        .map(SecondFactors.Factor::since)
                        .orElse(null),
                pseudonyms.of("drafts", actor.name()));
    }

    record NewPassword(String current, String password) {
        /** Tells nothing: forms are written into the log of whoever looks for a fault. */
        @Override
        public String toString() {
            return "NewPassword[…]";
        }
    }

    /** One's own, by who knows the present one; what else they have opened ends, also what clients may in their name. */
    @PostMapping("/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ForUsers
    void changePassword(
            @RequestBody NewPassword form, @AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        String address = request.getRemoteAddr();
        LoginThrottle.Attempt attempt = throttle.begin(actor.name(), address);
        if (users.withPassword(actor.name(), form.current()).isEmpty()) {
            throw new BadInput("current", "is not your password");
        }
        attempt.doesNotCount();
        Passwords.check(form.password(), actor.name());
        breached.check(form.password());
        User user = users.find(actor.name()).orElseThrow(Users::unknown);
        revocation.inOneStep(within -> {
            users.setPassword(within, user, form.password());
            return revocation.end(within, user.name(), AccessRevocation.Reason.PASSWORD, actor.grant());
        });
        LOG.info("password changed by {}, from {}", actor.name(), address);
    }

    record Colleague(
            String name, String displayName, @Nullable String team) {}

    record Colleagues(List<Colleague> colleagues) {}

    @GetMapping("/colleagues")
    @RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MARKETING", "TECHNICIAN", "MANAGER", "AUDITOR", "ADMINISTRATOR"})
    Colleagues colleagues() {
        return new Colleagues(users.colleagues().stream()
                .filter(user -> !user.roles().contains(Role.CUSTOMER))
                .map(user -> new Colleague(user.name(), user.displayName(), user.team()))
                .toList());
    }

    /** @param current whether it is the one that asks */
    record SessionShape(
            String id,
            String user,
            Instant begun,
            Instant seenAt,
            Instant until,
            String address,
            @Nullable String browser,
            boolean current) {}

    record SessionPage(long total, @Nullable String next, List<SessionShape> sessions) {}

    /** One's own; for an administrator everybody's, or those of {@code user}. */
    @GetMapping("/sessions")
    @ForUsers
    SessionPage sessions(
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            @AuthenticationPrincipal Actor actor) {
        String whose = actor.is(Role.ADMINISTRATOR) ? user : actor.name();
        Slice<Sessions.Session> found = sessions.page(whose, Pages.of(cursor, limit));
        return new SessionPage(
                sessions.count(whose),
                Cursor.text(found.next()),
                found.entries().stream()
                        .map(session -> new SessionShape(
                                session.id(),
                                session.user(),
                                session.begun(),
                                session.seenAt(),
                                session.until(),
                                session.address(),
                                session.browser(),
                                actor.grant().id().equals("session/" + session.id())))
                        .toList());
    }

    /** One's own; an administrator anybody's. */
    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ForUsers
    void endSession(@PathVariable String id, @AuthenticationPrincipal Actor actor) {
        if (!actor.grant().id().equals("session/" + id)) {
            proofs.require(actor);
        }
        if (!sessions.end(id, actor.is(Role.ADMINISTRATOR) ? null : actor.name())) {
            throw new Unknown("unknown-session", "There is no such session.");
        }
        LOG.info("session {} ended by {}", id, actor.name());
    }

    /** All of one's own besides the one that asks. */
    @DeleteMapping("/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ForUsers
    void endOtherSessions(@AuthenticationPrincipal Actor actor) {
        proofs.require(actor);
        sessions.endOthers(actor.name(), actor.grant());
        LOG.info("all other sessions ended by {}", actor.name());
    }
}
