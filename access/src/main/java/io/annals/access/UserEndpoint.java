package io.annals.access;

import com.mongodb.client.ClientSession;
import io.annals.edge.Actor;
import io.annals.edge.Keys;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.Pages;
import io.annals.edge.paging.Slice;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.RuleBroken;
import io.annals.edge.refusal.Unknown;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The administrator's users. */
@RestController
@RolesAllowed("ADMINISTRATOR")
class UserEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger("annals.security");
    private static final int LONGEST = 100;

    private final Users users;
    private final Links links;
    private final AccessRevocation revocation;
    private final Keys keys;
    private final SecondFactors factors;
    private final Proofs proofs;
    private final Clock clock;

    UserEndpoint(
            Users users,
            Links links,
            AccessRevocation revocation,
            Keys keys,
            SecondFactors factors,
            Proofs proofs,
            Clock clock) {
        this.users = users;
        this.links = links;
        this.revocation = revocation;
        this.keys = keys;
        this.factors = factors;
        this.proofs = proofs;
        this.clock = clock;
    }

    /**
     * @param state {@code active}, {@code invited} (no password yet) or {@code disabled}
     * @param secondFactor since when they have an authenticator; null: they have none
     */
    record UserShape(
            String name,
            String displayName,
            Set<Role> roles,
            Scope scope,
            @Nullable String team,
            String locale,
            String state,
            Instant madeAt,
            String madeBy,
            @Nullable Instant secondFactor,
            @Nullable String link) {
        /** Without the link. */
        @Override
        public String toString() {
            return "UserShape[" + name + "]";
        }

        static UserShape of(User user, SecondFactors.@Nullable Factor factor, @Nullable String link) {
            String state = !user.active() ? "disabled" : user.hasPassword() ? "active" : "invited";
            return new UserShape(
                    user.name(),
                    user.displayName(),
                    user.roles(),
                    user.scope(),
                    user.team(),
                    user.locale(),
                    state,
                    user.madeAt(),
                    user.madeBy(),
                    factor == null ? null : factor.since(),
                    link);
        }
    }

    record UserPage(long total, @Nullable String next, List<UserShape> users) {}

    record UserForm(
            String name,
            String displayName,
            Set<Role> roles,
            @Nullable Scope scope,
            @Nullable String team,
            @Nullable String locale) {}

    /** What stands in it takes the place of what was; an empty team is none. */
    record UserPatch(
            @Nullable String displayName,
            @Nullable Set<Role> roles,
            @Nullable Scope scope,
            @Nullable String team,
            @Nullable String locale,
            @Nullable Boolean active) {}

    record OneTimeLink(String link) {
        /** Tells nothing. */
        @Override
        public String toString() {
            return "OneTimeLink[…]";
        }
    }

    @GetMapping("/users")
    UserPage users(
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
        Slice<User> found = users.page(Pages.of(cursor, limit));
        Map<String, SecondFactors.Factor> theirs =
                factors.of(found.entries().stream().map(User::name).toList());
        return new UserPage(
                users.count(),
                Cursor.text(found.next()),
                found.entries().stream()
                        .map(user -> UserShape.of(user, theirs.get(user.name()), null))
                        .toList());
    }

    /** Answered with the one-time link by which they choose a password. */
    @PostMapping("/users")
    @ResponseStatus(HttpStatus.CREATED)
    UserShape add(@RequestBody UserForm form, @AuthenticationPrincipal Actor actor) {
        checkName(form.name());
        proofs.require(actor);
        if (keys.all().stream().anyMatch(key -> key.actor().name().equals(form.name()))) {
            throw new RuleBroken("name-taken", "There is a key of this name.", Map.of("name", form.name()));
        }
        Scope scope = form.scope() == null ? new Scope.All() : form.scope();
        String locale = form.locale() == null ? "en" : form.locale();
        check(form.displayName(), form.roles(), scope, form.team(), locale);
        User user = users.add(new User(
                form.name(),
                form.displayName().strip(),
                form.roles(),
                scope,
                form.team(),
                locale,
                true,
                false,
                clock.instant(),
                actor.name(),
                0));
        LOG.info("user {} made by {} with roles {}", user.name(), actor.name(), user.roles());
        return UserShape.of(user, null, links.forUser(user.name()));
    }

    @PatchMapping("/users/{name}")
    UserShape change(@PathVariable String name, @RequestBody UserPatch patch, @AuthenticationPrincipal Actor actor) {
        User now = users.find(name).orElseThrow(Users::unknown);
        check(
                patch.displayName() == null ? now.displayName() : patch.displayName(),
                patch.roles() == null ? now.roles() : patch.roles(),
                patch.scope() == null ? now.scope() : patch.scope(),
                patch.team(),
                patch.locale() == null ? now.locale() : patch.locale());
        proofs.require(actor);
        User changed = revocation.inOneStep(within -> change(within, name, patch));
        LOG.info(
                "user {} changed by {}: {}, roles {}",
                name,
                actor.name(),
                changed.active() ? "active" : "disabled",
                changed.roles());
        return UserShape.of(changed, factors.of(name).orElse(null), null);
    }

    private User change(ClientSession within, String name, UserPatch patch) {
        User before = users.find(within, name).orElseThrow(Users::unknown);
        User after = users.change(
                within,
                name,
                patch.displayName(),
                patch.roles(),
                patch.scope(),
                patch.team(),
                patch.locale(),
                patch.active());
        revocation.endWhatFollows(within, before, after);
        return after;
    }

    /** A link by which they choose another password; the present one stays good until they have. */
    @PostMapping("/users/{name}/link")
    @ResponseStatus(HttpStatus.CREATED)
    OneTimeLink link(@PathVariable String name, @AuthenticationPrincipal Actor actor) {
        User user = users.find(name).orElseThrow(Users::unknown);
        proofs.require(actor);
        if (!user.active()) {
            throw new RuleBroken("user-disabled", "This user is switched off.", Map.of("name", name));
        }
        LOG.info("link to choose a password made for {} by {}", user.name(), actor.name());
        return new OneTimeLink(links.forUser(user.name()));
    }

    /** Of whom lost theirs: at the next login they set up another, if one is required; they are logged out everywhere. */
    @DeleteMapping("/users/{name}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resetSecondFactor(@PathVariable String name, @AuthenticationPrincipal Actor actor) {
        User user = users.find(name).orElseThrow(Users::unknown);
        proofs.require(actor);
        revocation.inOneStep(within -> {
            if (!factors.remove(within, user.name())) {
                throw new Unknown("no-second-factor", "This user has no second factor.");
            }
            return revocation.end(within, user.name(), AccessRevocation.Reason.SECOND_FACTOR, null);
        });
        LOG.info("second factor of {} reset by {}", user.name(), actor.name());
    }

    private static void check(String displayName, Set<Role> roles, Scope scope, @Nullable String team, String locale) {
        if (displayName.isBlank() || displayName.length() > LONGEST) {
            throw new BadInput("displayName", "must be 1 to " + LONGEST + " characters");
        }
        if (team != null && team.length() > LONGEST) {
            throw new BadInput("team", "must be at most " + LONGEST + " characters");
        }
        if (!LoginPage.LANGUAGES.contains(locale)) {
            throw new BadInput("locale", "must be one of " + String.join(", ", LoginPage.LANGUAGES));
        }
        checkRoles(roles, scope);
    }

    /** What the log names as actor: of users and of keys. */
    static void checkName(String name) {
        if (!User.NAME.matcher(name).matches()) {
            throw new BadInput("name", "must be 2 to 64 letters, digits, dots, dashes or underscores");
        }
    }

    /** A customer sees themselves and nobody else; nobody else has so narrow a scope. */
    static void checkRoles(Set<Role> roles, Scope scope) {
        if (roles.isEmpty()) {
            throw new BadInput("roles", "must not be empty");
        }
        boolean customer = roles.contains(Role.CUSTOMER);
        if (customer && roles.size() > 1) {
            throw new BadInput("roles", "a customer has no other role");
        }
        if (customer != scope instanceof Scope.Own) {
            throw new BadInput(
                    "scope", customer ? "must be customer/<id>" : "must be all, team/<name> or region/<name>");
        }
    }
}
