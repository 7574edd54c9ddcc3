package io.annals.edge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.annals.edge.json.Texts;
import io.annals.edge.refusal.BadInput;
import io.annals.events.CustomerId;

/**
 * How far an actor sees: every customer, those of a team, those of a region, or (role customer) one customer only. Written
 * {@code all}, {@code team/north}, {@code region/EU}, {@code customer/<id>}.
 */
public sealed interface Scope {
    record All() implements Scope {}

    record Team(String team) implements Scope {}

    record Region(String region) implements Scope {}

    record Own(CustomerId customer) implements Scope {}

    @JsonValue
    default String text() {
        return switch (this) {
            case All() -> "all";
            case Team(String team) -> "team/" + team;
            case Region(String region) -> "region/" + region;
            case Own(CustomerId customer) -> "customer/" + customer;
        };
    }

    /**
     * The scope that is written so.
     *
     * @throws BadInput when none is
     */
    @JsonCreator
    static Scope of(String text) {
        int slash = text.indexOf('/');
        String kind = slash < 0 ? text : text.substring(0, slash);
        String which = slash < 0 ? "" : text.substring(slash + 1);
        if (text.equals("all")) {
            return new All();
        }
        if (kind.equals("team") && !which.isBlank()) {
            return new Team(which);
        }
        if (kind.equals("region") && !which.isBlank()) {
            return new Region(which);
        }
        if (kind.equals("customer")) {
            return new Own(Texts.id(CustomerId.class, which));
        }
        throw new BadInput("scope", "must be all, team/<name>, region/<name> or customer/<id>");
    }
}
