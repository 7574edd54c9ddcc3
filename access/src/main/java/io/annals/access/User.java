package io.annals.access;

import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person who logs in.
 *
 * @param name the login name; what the log names as the actor, so it is never given to somebody else
 * @param displayName as colleagues see it
 * @param locale the language of the pages, a BCP 47 tag such as {@code uk}
 * @param hasPassword whether they have chosen one, so that they can log in
 * @param epoch how often everything that they had opened was ended; what was opened in an earlier one lets nobody in
 */
public record User(
        String name,
        String displayName,
        Set<Role> roles,
        Scope scope,
        @Nullable String team,
        String locale,
        boolean active,
        boolean hasPassword,
        Instant madeAt,
        String madeBy,
        int epoch) {
    /** Letters, digits, and inside of them {@code . - _}; 2 to 64. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}[A-Za-z0-9]");

    /** Whether they come in now by what was opened in this epoch. */
    public boolean isIn(int openedIn) {
        return active && epoch == openedIn;
    }

    /** Whether they can log in and make others. */
    boolean mayAdminister() {
        return active && hasPassword && roles.contains(Role.ADMINISTRATOR);
    }

    /** Whether they see and do exactly what this one did. */
    boolean hasTheRightsOf(User other) {
        return roles.equals(other.roles) && scope.equals(other.scope) && Objects.equals(team, other.team);
    }

    /** As who they come in by this grant. */
    public Actor by(Grant grant) {
        return new Actor(name, roles, scope, team, grant);
    }
}
