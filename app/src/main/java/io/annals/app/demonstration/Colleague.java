package io.annals.app.demonstration;

import io.annals.edge.Role;

/**
 * Somebody invented who works in the company, or one of its machines.
 *
 * @param login by which the log names them
 * @param language which they speak with customers
 */
public record Colleague(String login, String name, Role role, String team, String language) {
    /** What takes in mail, chats and forms. */
    public static final Colleague CHANNELS = new Colleague("channels", "", Role.SERVICE, "", "en");

    public static final Colleague TILL = new Colleague("till-12", "", Role.TILL, "", "en");
}
