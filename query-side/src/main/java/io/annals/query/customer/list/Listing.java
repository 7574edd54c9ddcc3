package io.annals.query.customer.list;

import static io.annals.query.customer.CustomerProjection.CUSTOMER;
import static io.annals.query.customer.CustomerProjection.WORDS;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
     */
    record Asked(
            Bson filter,
            @Nullable WordQuery words,
            boolean contacts,
            Bson order,
            int page,
            int size,
            @Nullable Long atLeast) {
        int skip() {
            return page * size;
        }
    }

    /**
     * @param position what all of it reflects at least: customers and, where words were asked for, contacts
     * @param total how many customers there are on all pages
     * @param more whether more contacts hold the words than were looked at; the older ones were not
     */
    record Listed(
            long position, long total, boolean more, List<Seen<CustomerView>> views, Map<String, List<Hit>> hits) {}

    Listed read(Asked asked) {
        WordQuery words = asked.words();
        Bson filter = words == null ? asked.filter() : Filters.and(asked.filter(), words.in(WORDS));
        Page<CustomerView> named = views.page(filter, asked.order(), asked.skip(), asked.size(), asked.atLeast());
        if (words == null || !asked.contacts()) {
            return new Listed(named.position(), named.total(), false, named.views(), Map.of());
        }
        Answered<Spot> newest = texts.newest(words, CONTACTS, asked.atLeast());
        List<Spot> spots = newest.found();
        Map<String, List<Spot>> bySubject =
                spots.stream().collect(Collectors.groupingBy(Spot::subject, LinkedHashMap::new, Collectors.toList()));
        List<String> others = others(bySubject.keySet(), words, asked.filter());
        List<Seen<CustomerView>> page = new ArrayList<>(named.views());
        page.addAll(of(others, asked, named.total(), page.size()));
        return new Listed(
                Math.min(named.position(), newest.position()),
                named.total() + others.size(),
                spots.size() == CONTACTS,
                page,
                hits(words, page, bySubject));
    }

    /** Of these, in their order, whom one may see and whom the words do not name. Their views are not read: there are many. */
    private List<String> others(Set<String> subjects, WordQuery words, Bson allowed) {
        Bson unnamed = Filters.and(Filters.in("_id", subjects), allowed, Filters.nor(words.in(WORDS)));
        Set<String> found = views
                .aggregate(List.of(Aggregates.match(unnamed), Aggregates.project(new Document("_id", 1))), null)
                .found()
                .stream()
                .map(view -> view.getString("_id").getValue())
                .collect(Collectors.toSet());
        return subjects.stream().filter(found::contains).toList();
    }

    private List<Seen<CustomerView>> of(List<String> others, Asked asked, long named, int taken) {
        long from = Math.max(0, asked.skip() - named);
        List<String> wanted =
                others.stream().skip(from).limit(asked.size() - (long) taken).toList();
        Map<String, Seen<CustomerView>> found = views.several(wanted, asked.atLeast());
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
