package io.annals.edge;

import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who did it. The principal of every authenticated request: {@code @AuthenticationPrincipal Actor actor}.
 *
 * @param name whom the log names as the actor: a user's login name, or a key's name
 * @param roles what they are; together they may what any of these may
 * @param scope which customers exist for them
 * @param team where they work, if anywhere
 * @param grant by what they came in
 */
public record Actor(
        String name, Set<Role> roles, Scope scope, @Nullable String team, Grant grant) implements Principal {
    public Actor {
        roles = Set.copyOf(roles);
    }

    /** A machine that sees every customer, by a key of the same name without an end. */
    public Actor(String name, Role role) {
        this(name, Set.of(role), new Scope.All(), null, new Grant("key/" + name, null));
    }

    @Override
    public String getName() {
        return name;
    }

    /** Whether they have any of these roles. */
    public boolean is(Role... any) {
        for (Role one : any) {
            if (roles.contains(one)) {
                return true;
            }
        }
        return false;
    }
}
