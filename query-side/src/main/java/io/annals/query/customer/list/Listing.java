package io.annals.query.customer.list;

import static io.annals.query.customer.CustomerProjection.CUSTOMER;
import static io.annals.query.customer.CustomerProjection.WORDS;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.query.customer.CustomerView;
import io.annals.query.projection.History;
import io.annals.query.projection.Page;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Seen;
import io.annals.query.projection.Views;
import io.annals.query.projection.Views.Answered;
import io.annals.query.timeline.TextSearch;
import io.annals.query.timeline.TextSearch.Hit;
import io.annals.query.timeline.TextSearch.Spot;
import io.annals.query.timeline.search.WordQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonDateTime;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Pages of customers. With words: first those whom the words name, in the order asked for; then those whose contacts hold
 * them, the newest contact first.
 */
final class Listing {
    /** Of the contacts that hold the words the newest so many are looked at. */
    private static final int CONTACTS = 500;

    private static final int CONTACTS_SHOWN = 3;

    /** What a cursor calls the order of those whom no words but contacts name. */
    private static final String BY_CONTACT = "contact";

    private final Views<CustomerView> views;
    private final TextSearch texts;

    Listing(Projections projections, History history) {
        this.views = projections.views(CUSTOMER);
        this.texts = new TextSearch(history, projections);
    }

    /**
     * @param filter everything but the words
     * @param words what customers and contacts must hold, or null
     * @param contacts whether contacts are searched as well
     * @param order of those whom the words name
     */
    record Asked(
            Bson filter,
            @Nullable WordQuery words,
            boolean contacts,
            Keyset order,
            PageRequest page,
            @Nullable Long atLeast) {
        /** Whether all whom the words name have been told. */
        boolean isInContacts() {
            return page.after() != null && page.after().order().equals(BY_CONTACT);
        }
    }

    /**
     * @param position what all of it reflects at least: customers and, where words were asked for, contacts
     * @param total how many customers there are on all pages
     * @param next where the next page begins; null after the last one
     * @param more whether more contacts hold the words than were looked at; the older ones were not
     */
    record Listed(
            long position,
            long total,
            @Nullable Cursor next,
            boolean more,
            List<Seen<CustomerView>> views,
            Map<String, List<Hit>> hits) {}

    Listed read(Asked asked) {
        WordQuery words = asked.words();
        if (words == null) {
            Page<CustomerView> all = views.page(asked.filter(), asked.order(), asked.page(), asked.atLeast());
            return new Listed(all.position(), all.total(), all.next(), false, all.views(), Map.of());
        }
        Bson named = Filters.and(asked.filter(), words.in(WORDS));
        if (!asked.contacts()) {
            Page<CustomerView> all = views.page(named, asked.order(), asked.page(), asked.atLeast());
            return new Listed(all.position(), all.total(), all.next(), false, all.views(), Map.of());
        }
        return asked.isInContacts() ? othersOnly(asked, words, named) : namedFirst(asked, words, named);
    }

    /** Those whom the words name, and behind the last of them those of whom a contact does. */
    private Listed namedFirst(Asked asked, WordQuery words, Bson named) {
        Cursor after = asked.page().after();
        Page<CustomerView> first = views.page(named, asked.order(), asked.page(), asked.atLeast());
        Answered<Spot> newest = texts.newest(words, CONTACTS, after == null ? null : after.since(), asked.atLeast());
        long position = Math.min(first.position(), newest.position());
        long since = after == null ? position : after.since();
        Others others = others(newest.found(), words, asked.filter(), since);
        List<Seen<CustomerView>> page = new ArrayList<>(first.views());
        Cursor next = first.next() == null
                ? others.next(List.of(), asked.page().limit() - page.size())
                : first.next().sinceAtMost(since);
        if (first.next() == null) {
            page.addAll(views(others.take(List.of(), asked.page().limit() - page.size()), asked.atLeast()));
        }
        long total = first.total() + others.subjects().size();
        return listed(position, total, next, newest, words, page, others);
    }

    private Listed othersOnly(Asked asked, WordQuery words, Bson named) {
        Cursor after = Objects.requireNonNull(asked.page().after());
        int limit = asked.page().limit();
        Answered<Spot> newest = texts.newest(words, CONTACTS, after.since(), asked.atLeast());
        Others others = others(newest.found(), words, asked.filter(), after.since());
        List<Seen<CustomerView>> page = views(others.take(after.at(), limit), asked.atLeast());
        long total = views.count(named, asked.atLeast()) + others.subjects().size();
        return listed(newest.position(), total, others.next(after.at(), limit), newest, words, page, others);
    }

    private Listed listed(
            long position,
            long total,
            @Nullable Cursor next,
            Answered<Spot> newest,
            WordQuery words,
            List<Seen<CustomerView>> page,
            Others others) {
        return new Listed(
                position, total, next, newest.found().size() == CONTACTS, page, hits(words, page, others.bySubject()));
    }

    /**
     * Whom contacts name, the newest contact first. What comes in after the first page changes nothing of it.
     *
     * @param subjects whom one may see, and whom the words do not name, or did not when the first page was read
     * @param since the position at which the first page was read
     */
    private record Others(List<String> subjects, Map<String, List<Spot>> bySubject, long since) {
        List<String> take(List<BsonValue> place, int room) {
            return behind(place).limit(room).toList();
        }

        @Nullable
        Cursor next(List<BsonValue> place, int room) {
            List<String> taken = behind(place).limit(room + 1L).toList();
            if (taken.size() <= room) {
                return null;
            }
            return new Cursor(BY_CONTACT, since, false, room == 0 ? place : placeOf(taken.get(room - 1)));
        }

        private List<BsonValue> placeOf(String subject) {
            Spot newest = newest(subject);
            return List.of(new BsonDateTime(newest.occurredAt().toEpochMilli()), new BsonInt64(newest.position()));
        }

        private Spot newest(String subject) {
            return Objects.requireNonNull(bySubject.get(subject)).getFirst();
        }

        private Stream<String> behind(List<BsonValue> place) {
            if (place.isEmpty()) {
                return subjects.stream();
            }
            if (place.size() != 2
                    || !(place.get(0) instanceof BsonDateTime at)
                    || !(place.get(1) instanceof BsonInt64 position)) {
                throw Cursor.notOurs();
            }
            Comparator<Spot> order = Comparator.comparingLong(
                            (Spot spot) -> spot.occurredAt().toEpochMilli())
                    .thenComparingLong(Spot::position);
            Spot last = new Spot("", position.getValue(), 0, Instant.ofEpochMilli(at.getValue()));
            return subjects.stream().filter(subject -> order.compare(newest(subject), last) < 0);
        }
    }

    /** Their views are not read: there are many. */
    private Others others(List<Spot> spots, WordQuery words, Bson allowed, long since) {
        Map<String, String> survivors =
                views.survivors(spots.stream().map(Spot::subject).collect(Collectors.toSet()));
        Map<String, List<Spot>> bySubject = spots.stream()
                .filter(spot -> spot.position() <= since)
                .collect(Collectors.groupingBy(
                        spot -> survivors.getOrDefault(spot.subject(), spot.subject()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Bson unnamed = Filters.and(
                Filters.in("_id", bySubject.keySet()),
                allowed,
                Filters.or(Filters.nor(words.in(WORDS)), Filters.gt("position", since)));
        Set<String> found = views
                .aggregate(List.of(Aggregates.match(unnamed), Aggregates.project(new Document("_id", 1))), null)
                .found()
                .stream()
                .map(view -> view.getString("_id").getValue())
                .collect(Collectors.toSet());
        return new Others(bySubject.keySet().stream().filter(found::contains).toList(), bySubject, since);
    }

    private List<Seen<CustomerView>> views(List<String> wanted, @Nullable Long atLeast) {
        Map<String, Seen<CustomerView>> found = views.several(wanted, atLeast);
        return wanted.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private Map<String, List<Hit>> hits(
            WordQuery words, List<Seen<CustomerView>> page, Map<String, List<Spot>> bySubject) {
        Map<String, List<Spot>> shown = new HashMap<>();
        page.forEach(seen -> shown.put(
                seen.subject(),
                bySubject.getOrDefault(seen.subject(), List.of()).stream()
                        .limit(CONTACTS_SHOWN)
                        .toList()));
        Set<Spot> spots = shown.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        Map<Spot, Hit> told = texts.told(words, spots);
        Map<String, List<Hit>> hits = new HashMap<>();
        shown.forEach((subject, its) -> hits.put(
                subject,
                its.stream().flatMap(spot -> Stream.ofNullable(told.get(spot))).toList()));
        return hits;
    }
}
