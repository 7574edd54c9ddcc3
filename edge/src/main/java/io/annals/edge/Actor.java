package io.annals.edge;

import java.security.Principal;

/**
 * Who did it. The principal of every authenticated request: {@code @AuthenticationPrincipal Actor actor}.
 *
 * @param name whom the log names as the actor; not a person's name as long as keys belong to roles
 */
public record Actor(String name, Role role) implements Principal {
    @Override
    public String getName() {
        return name;
    }

    public boolean is(Role... any) {
        for (Role one : any) {
            if (role == one) {
                return true;
            }
        }
        return false;
    }
}
