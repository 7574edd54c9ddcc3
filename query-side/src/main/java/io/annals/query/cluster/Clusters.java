package io.annals.query.cluster;

import io.annals.encoding.EventEncoding;
import io.annals.events.CustomerId;
import io.annals.events.merge.Cluster;
import io.annals.events.merge.Links;
import io.annals.events.merge.MergeEvent;
import io.annals.events.merge.MergeEvent.CustomersMerged;
import io.annals.events.merge.MergeEvent.CustomersParted;
import io.annals.events.merge.MergeEvent.Link;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;

/** Who was one with whom at a position. One question to the log for each customer on the way; what is personal is not opened. */
public final class Clusters {
    private static final String MERGED = EventEncoding.nameOf(CustomersMerged.class);
    private static final String PARTED = EventEncoding.nameOf(CustomersParted.class);
    private static final Set<String> LINKS = Set.of(MERGED, PARTED);

    private final EventLog log;

    public Clusters(EventLog log) {
        this.log = log;
    }

    /** Whether an event says that its customer became one with another, or parted from one. */
    public static boolean isLink(Event event) {
        return LINKS.contains(event.type());
    }

    /**
     * Those who were one with a subject, the survivor first; the subject alone where it is no customer.
     *
     * @param upTo the position, itself included
     */
    public List<String> members(String subject, long upTo) {
        CustomerId customer;
        try {
            customer = CustomerId.of(subject);
        } catch (IllegalArgumentException nobody) {
            return List.of(subject);
        }
        return Cluster.of(customer, one -> links(one, upTo)).members().stream()
                .map(CustomerId::toString)
                .toList();
    }

    private Links links(CustomerId customer, long upTo) {
        List<Link> told = new ArrayList<>();
        for (RecordedEvent where : log.stream(MergeEvent.streamOf(customer), 0)) {
            if (where.position() <= upTo) {
                told.add(link(customer, where.event()));
            }
        }
        return Links.of(told);
    }

    private static Link link(CustomerId customer, Event event) {
        BsonDocument data = event.data();
        CustomerId other = CustomerId.of(data.getString("other").getValue());
        boolean survives = data.getBoolean("survives").getValue();
        return event.type().equals(MERGED)
                ? new CustomersMerged(customer, other, survives, null, null, null, event.occurredAt())
                : new CustomersParted(customer, other, survives, null, null, event.occurredAt());
    }
}
