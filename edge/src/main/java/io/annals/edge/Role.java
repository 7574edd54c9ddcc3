package io.annals.edge;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What an actor is to the company; decides what they may do. A person may have several. */
public enum Role {
    /** Serves customers: contacts, customers, loyalty, all views. */
    AGENT,
    /** Leads agents: what they may, with higher limits, and their numbers. */
    SUPERVISOR,
    /** Sells: customers and their dealings. */
    SALES,
    /** Looks at who buys what; writes to those who agreed to it. */
    MARKETING,
    /** Mends what was bought: visits and notes. */
    TECHNICIAN,
    /** Answers for it all: every number, the highest limits. */
    MANAGER,
    /** Looks at everything and its history, changes nothing. */
    AUDITOR,
    /** A shop's till: purchases, returns, cards, redemptions. */
    TILL,
    /** A machine of the company's: contacts, customers, views, the stream of events. */
    SERVICE,
    /** A customer who looks at what is kept about them. */
    CUSTOMER,
    /** Everything, with users, keys, projections and erasures. */
    ADMINISTRATOR;

    /** As it stands in keys and messages: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those that are written so. */
    public static Set<Role> of(Collection<String> texts) {
        return texts.stream()
                .map(text -> valueOf(text.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    /** The authority that Spring Security's {@code @RolesAllowed} looks for. */
    public String authority() {
        return "ROLE_" + name();
    }
}
