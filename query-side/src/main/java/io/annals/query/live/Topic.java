package io.annals.query.live;

import com.fasterxml.jackson.annotation.JsonValue;
import io.annals.edge.refusal.BadInput;
import io.annals.encoding.EventEncoding;
import io.annals.events.CustomerId;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.log.Event;
import io.annals.query.timeline.TimelineEntry;
import java.util.Collection;
import java.util.regex.Pattern;

/** What can be watched. */
sealed interface Topic {
    /** The customer whom the log names by this subject. */
    record Customer(String subject) implements Topic {
        @Override
        public String text() {
            return CUSTOMER + subject;
        }

        @Override
        public boolean shows(TimelineEntry entry) {
            return entry.customer() != null && entry.customer().toString().equals(subject);
        }

        @Override
        public boolean mayShow(Event event) {
            return subject.equals(event.subject());
        }
    }

    /** The contacts on one channel. */
    record Channel(String name) implements Topic {
        private static final Pattern NAME = Pattern.compile("[^\\p{Lu}\\p{Cc}\\p{Cs}\\s]{1,100}");

        @Override
        public String text() {
            return CHANNEL + name;
        }

        @Override
        public boolean shows(TimelineEntry entry) {
            return name.equals(entry.channel());
        }
    }

    /** The tasks of one colleague, or of a team's queue; also one that goes to somebody else. */
    record Tasks(String assignee) implements Topic {
        private static final Pattern NAME = Pattern.compile("(team/)?[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
        private static final String FAMILY = "task.";

        @Override
        public String text() {
            return TASKS + assignee;
        }

        @Override
        public boolean shows(TimelineEntry entry) {
            return entry.type().startsWith(FAMILY)
                    && (assignee.equals(entry.content().get("assignee"))
                            || assignee.equals(entry.content().get("from")));
        }

        @Override
        public boolean mayShow(Event event) {
            return event.type().startsWith(FAMILY);
        }
    }

    /** What becomes of opportunities, whosever they are. */
    record Opportunities() implements Topic {
        private static final String FAMILY = "opportunity.";

        @Override
        public String text() {
            return OPPORTUNITIES;
        }

        @Override
        public boolean shows(TimelineEntry entry) {
            return entry.type().startsWith(FAMILY);
        }

        @Override
        public boolean mayShow(Event event) {
            return event.type().startsWith(FAMILY);
        }
    }

    /** The notes that mention somebody; for that somebody alone. */
    record Mentions(String name) implements Topic {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
        private static final String NOTE = EventEncoding.nameOf(NoteTaken.class);

        @Override
        public String text() {
            return MENTIONS + name;
        }

        @Override
        public boolean shows(TimelineEntry entry) {
            return entry.type().equals(NOTE)
                    && entry.content().get("mentions") instanceof Collection<?> names
                    && names.contains(name);
        }

        @Override
        public boolean mayShow(Event event) {
            return event.type().equals(NOTE);
        }
    }

    /** Everything. */
    record All() implements Topic {
        @Override
        public String text() {
            return ALL;
        }

        @Override
        public boolean shows(TimelineEntry entry) {
            return true;
        }
    }

    /** At which customers something changes, without what: what a list of customers needs. */
    record Customers() implements Topic {
        @Override
        public String text() {
            return CUSTOMERS;
        }

        @Override
        public boolean shows(TimelineEntry entry) {
            return entry.customer() != null;
        }

        @Override
        public boolean mayShow(Event event) {
            return event.subject() != null;
        }
    }

    String CUSTOMER = "customer/";
    String CUSTOMERS = "customers";
    String CHANNEL = "channel/";
    String TASKS = "tasks/";
    String OPPORTUNITIES = "opportunities";
    String MENTIONS = "mentions/";
    String ALL = "all";

    /** As messages name it. */
    @JsonValue
    String text();

    boolean shows(TimelineEntry entry);

    /** Whether an event is worth decoding for this topic: told by what needs no decoding. */
    default boolean mayShow(Event event) {
        return true;
    }

    /**
     * Reads a topic as messages name it.
     *
     * @param field how the caller named it, for the refusal
     * @throws BadInput when it is no topic
     */
    static Topic parse(String text, String field) {
        if (text.equals(ALL)) {
            return new All();
        }
        if (text.equals(CUSTOMERS)) {
            return new Customers();
        }
        if (text.equals(OPPORTUNITIES)) {
            return new Opportunities();
        }
        if (text.startsWith(CUSTOMER)) {
            return customer(text.substring(CUSTOMER.length()), field);
        }
        if (text.startsWith(CHANNEL)) {
            String name = text.substring(CHANNEL.length());
            if (!Channel.NAME.matcher(name).matches()) {
                throw new BadInput(field, "must name a channel in lower case after channel/, without spaces");
            }
            return new Channel(name);
        }
        if (text.startsWith(TASKS)) {
            return new Tasks(named(text, TASKS, Tasks.NAME, field));
        }
        if (text.startsWith(MENTIONS)) {
            return new Mentions(named(text, MENTIONS, Mentions.NAME, field));
        }
        throw new BadInput(
                field,
                "must be all, customers, opportunities, customer/<id>, channel/<name>, tasks/<name> or"
                        + " mentions/<name>");
    }

    private static String named(String text, String prefix, Pattern name, String field) {
        String found = text.substring(prefix.length());
        if (!name.matcher(found).matches()) {
            throw new BadInput(field, "must have a login name after " + prefix);
        }
        return found;
    }

    private static Customer customer(String id, String field) {
        try {
            return new Customer(CustomerId.of(id).toString());
        } catch (IllegalArgumentException noId) {
            throw new BadInput(field, "must name a customer by a UUID after customer/");
        }
    }
}
