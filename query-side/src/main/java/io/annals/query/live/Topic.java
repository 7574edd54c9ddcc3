package io.annals.query.live;

import com.fasterxml.jackson.annotation.JsonValue;
import io.annals.edge.refusal.BadInput;
import io.annals.events.CustomerId;
import io.annals.log.Event;
import io.annals.query.timeline.TimelineEntry;
import java.util.ArrayList;
import java.util.List;
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

    /** What a feature declares. */
    record Declared(TopicKind kind, String name) implements Topic {
        @Override
        public String text() {
            return kind.word() + name;
        }

        @Override
        public boolean shows(TimelineEntry entry) {
            return kind.shows(entry, name);
        }

        @Override
        public boolean mayShow(Event event) {
            return kind.mayShow(event);
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
        return TopicKind.ALL.stream()
                .filter(kind -> kind.names() == null ? text.equals(kind.word()) : text.startsWith(kind.word()))
                .findFirst()
                .map(kind -> new Declared(kind, named(text, kind, field)))
                .orElseThrow(() -> new BadInput(field, "must be " + words()));
    }

    private static String named(String text, TopicKind kind, String field) {
        String found = text.substring(kind.word().length());
        if (kind.names() != null && !kind.names().matcher(found).matches()) {
            throw new BadInput(field, "must have a login name after " + kind.word());
        }
        return found;
    }

    /** All that there are, for a sentence. */
    static String words() {
        List<String> words = new ArrayList<>(List.of(ALL, CUSTOMERS));
        TopicKind.ALL.stream().filter(kind -> kind.names() == null).forEach(kind -> words.add(kind.word()));
        words.addAll(List.of(CUSTOMER + "<id>", CHANNEL + "<name>"));
        TopicKind.ALL.stream().filter(kind -> kind.names() != null).forEach(kind -> words.add(kind.word() + "<name>"));
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    private static Customer customer(String id, String field) {
        try {
            return new Customer(CustomerId.of(id).toString());
        } catch (IllegalArgumentException noId) {
            throw new BadInput(field, "must name a customer by a UUID after customer/");
        }
    }
}
