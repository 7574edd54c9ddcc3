package io.annals.access;

import io.annals.edge.Actor;
import io.annals.edge.Keys;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.Pages;
import io.annals.edge.paging.Slice;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.RuleBroken;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
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

/** The administrator's keys for machines. */
@RestController
@RolesAllowed("ADMINISTRATOR")
class KeyEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger("annals.security");
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

    private final Keys keys;
    private final Users users;
    private final Proofs proofs;

    KeyEndpoint(Keys keys, Users users, Proofs proofs) {
        this.keys = keys;
        this.users = users;
        this.proofs = proofs;
    }

    /** @param secret the key itself, in the one answer that shows it; with {@code id} it is an OAuth 2.0 client's as well */
    record KeyShape(
            String id,
            String name,
            Set<Role> roles,
            Scope scope,
            @Nullable String team,
            Instant madeAt,
            String madeBy,
            @Nullable Instant overlapUntil,
            @Nullable String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "KeyShape[" + id + "]";
        }

        static KeyShape of(Keys.Key key, @Nullable String secret) {
            Actor actor = key.actor();
            return new KeyShape(
                    key.id(),
                    actor.name(),
                    actor.roles(),
                    actor.scope(),
                    actor.team(),
                    key.madeAt(),
                    key.madeBy(),
                    key.overlapUntil(),
                    secret);
        }
    }

    record KeyPage(long total, @Nullable String next, List<KeyShape> keys) {}

    record KeyForm(
            String name,
            Role role,
            @Nullable Scope scope,
            @Nullable String team) {}

    /** @param overlap how long the secret of before stays good, ISO 8601 such as {@code PT1H}; a day if not said */
    record Roll(@Nullable String overlap) {}

    @GetMapping("/keys")
    KeyPage keys(
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
        Slice<Keys.Key> found = keys.page(Pages.of(cursor, limit));
        return new KeyPage(
                keys.count(),
                Cursor.text(found.next()),
                found.entries().stream().map(key -> KeyShape.of(key, null)).toList());
    }

    @PostMapping("/keys")
    @ResponseStatus(HttpStatus.CREATED)
    KeyShape make(@RequestBody KeyForm form, @AuthenticationPrincipal Actor actor) {
        UserEndpoint.checkName(form.name());
        Scope scope = form.scope() == null ? new Scope.All() : form.scope();
        UserEndpoint.checkRoles(Set.of(form.role()), scope);
        proofs.require(actor);
        if (users.find(form.name()).isPresent()) {
            throw new RuleBroken("name-taken", "There is a user of this name.", Map.of("name", form.name()));
        }
        Keys.Shown made = keys.issue(form.name(), form.role(), scope, form.team(), actor.name());
        LOG.info("key {} ({}) made by {}", made.key().id(), form.name(), actor.name());
        return KeyShape.of(made.key(), made.secret());
    }

    @PostMapping("/keys/{id}/roll")
    KeyShape roll(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Roll roll,
            @AuthenticationPrincipal Actor actor) {
        Duration overlap = overlap(roll == null ? null : roll.overlap());
        proofs.require(actor);
        Keys.Shown rolled = keys.roll(id, overlap);
        LOG.info("key {} rolled by {}", id, actor.name());
        return KeyShape.of(rolled.key(), rolled.secret());
    }

    private static Duration overlap(@Nullable String text) {
        try {
            Duration overlap = text == null ? Duration.ofDays(1) : Duration.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0) {
                return overlap;
            }
        } catch (DateTimeParseException notOne) {
            // said below
        }
        throw new BadInput("overlap", "must be an ISO 8601 duration of 0 to 90 days, such as PT1H");
    }

    @DeleteMapping("/keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String id, @AuthenticationPrincipal Actor actor) {
        proofs.require(actor);
        keys.end(id);
        LOG.info("key {} ended by {}", id, actor.name());
    }
}
