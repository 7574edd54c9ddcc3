package io.annals.query.live;

import com.fasterxml.jackson.annotation.JsonValue;
import io.annals.edge.refusal.BadInput;
import io.annals.events.CustomerId;
import io.annals.query.timeline.TimelineEntry;
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
            return entry.customer().toString().equals(subject);
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

    String CUSTOMER = "customer/";
    String CHANNEL = "channel/";
    String ALL = "all";

    /** As messages name it. */
    @JsonValue
    String text();

    boolean shows(TimelineEntry entry);

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
        throw new BadInput(field, "must be all, customer/<id> or channel/<name>");
    }

    private static Customer customer(String id, String field) {
        try {
            return new Customer(CustomerId.of(id).toString());
        } catch (IllegalArgumentException noId) {
            throw new BadInput(field, "must name a customer by a UUID after customer/");
        }
    }
}
