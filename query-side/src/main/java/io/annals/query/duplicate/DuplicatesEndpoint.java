package io.annals.query.duplicate;

import static io.annals.events.Field.ATTRIBUTES;
import static io.annals.events.Field.IDENTITIES;
import static io.annals.events.Field.NAME;

import io.annals.edge.Actor;
import io.annals.edge.Positions;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.paging.Pages;
import io.annals.edge.paging.Slice;
import io.annals.edge.refusal.BadInput;
import io.annals.events.CustomerId;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.events.customer.IdentityKind;
import io.annals.query.duplicate.DuplicateView.Reached;
import io.annals.query.duplicate.LearntWeights.Version;
import io.annals.query.duplicate.Suggestions.Pair;
import io.annals.query.duplicate.linkage.Field;
import io.annals.query.duplicate.linkage.Level;
import io.annals.query.duplicate.linkage.Person;
import io.annals.query.duplicate.linkage.Scoring;
import io.annals.query.duplicate.linkage.Scoring.Score;
import io.annals.query.duplicate.linkage.Weights;
import io.annals.query.visibility.Belonging;
import io.annals.query.visibility.NotAboutCustomers;
import io.annals.query.visibility.Reads;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who may be one and the same, and why. For whoever sees all by which customers are compared. */
@RestController
@RequestMapping("/duplicates")
@RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MANAGER", "AUDITOR", "SERVICE", "ADMINISTRATOR"})
class DuplicatesEndpoint {
    private static final int LARGEST_PAGE = 200;
    private static final int LONGEST = 200;
    private static final int MOST_LIKELY = 10;

    private final Comparing comparing;
    private final Reads reads;

    DuplicatesEndpoint(Comparing comparing, Reads reads) {
        this.comparing = comparing;
        this.reads = reads;
    }

    /** @param bits log₂(m/u): above 0 it speaks for one person, below 0 for two */
    record Reason(String field, String level, double bits) {
        static List<Reason> of(Score score) {
            return score.reasons().stream()
                    .map(one -> new Reason(one.field().text(), one.level().text(), one.bits()))
                    .toList();
        }
    }

    /**
     * Two who may be one.
     *
     * @param customers the two
     * @param bits the score: log₂ of the odds, the sum of {@code prior} and of the reasons
     * @param probability 0 to 1
     * @param weights version of the weights by which they were compared
     */
    record Duplicate(
            List<CustomerId> customers,
            double bits,
            double probability,
            double prior,
            List<Reason> reasons,
            long weights) {
        static Duplicate of(Pair pair) {
            Score score = pair.score();
            return new Duplicate(
                    pair.customers(),
                    score.bits(),
                    score.probability(),
                    score.prior(),
                    Reason.of(score),
                    pair.weights());
        }
    }

    /**
     * @param total how many there are
     * @param next cursor of the next page; absent on the last one
     * @param position up to which all that became known has been compared
     */
    record Duplicates(
            @TellsOf({NAME, IDENTITIES, ATTRIBUTES}) long total,
            @Open @Nullable String next,
            @Open long position,
            @TellsOf({NAME, IDENTITIES, ATTRIBUTES}) List<Duplicate> duplicates) {}

    /**
     * The likeliest first; only pairs of whom the caller sees both.
     *
     * @param customer of whom alone
     */
    @GetMapping
    ResponseEntity<Duplicates> duplicates(
            @RequestParam(required = false) @Nullable CustomerId customer,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable Long atLeast,
            @AuthenticationPrincipal Actor actor) {
        PageRequest page = Pages.of(cursor, limit, LARGEST_PAGE);
        reads.refuseIfFull(actor);
        long position = comparing.reached(atLeast);
        Suggestions suggestions = comparing.suggestions();
        Slice<Pair> found = suggestions.page(actor.scope(), customer, page);
        reads.note(
                actor,
                "duplicates",
                found.entries().stream()
                        .flatMap(pair -> pair.customers().stream())
                        .map(CustomerId::toString)
                        .distinct()
                        .toList(),
                null);
        return ResponseEntity.ok()
                .eTag(Positions.etag(position))
                .body(new Duplicates(
                        suggestions.count(actor.scope(), customer),
                        Cursor.text(found.next()),
                        position,
                        found.entries().stream().map(Duplicate::of).toList()));
    }

    /** @param name as it is known; absent when it is not */
    record Likely(
            CustomerId customer,
            @Nullable String name,
            double bits,
            double probability,
            double prior,
            List<Reason> reasons) {}

    record LikelyOnes(
            @Open long weights,
            @TellsOf({NAME, IDENTITIES, ATTRIBUTES}) List<Likely> customers) {}

    /**
     * Who of the caller's customers may be the one that is being typed in, the likeliest first, ten at most. At least one of the
     * parameters must say something.
     */
    @GetMapping("/likely")
    LikelyOnes likely(
            @TellsOf(NAME) @RequestParam(required = false) @Nullable String name,
            @TellsOf(IDENTITIES) @RequestParam(required = false) @Nullable String email,
            @TellsOf(IDENTITIES) @RequestParam(required = false) @Nullable String phone,
            @TellsOf(ATTRIBUTES) @RequestParam(required = false) @Nullable String birthDate,
            @TellsOf(ATTRIBUTES) @RequestParam(required = false) @Nullable String city,
            @TellsOf(ATTRIBUTES) @RequestParam(required = false) @Nullable String postcode,
            @TellsOf(ATTRIBUTES) @RequestParam(required = false) @Nullable String street,
            @AuthenticationPrincipal Actor actor) {
        Map<String, String> attributes = new TreeMap<>();
        put(attributes, "birthDate", birthDate);
        put(attributes, "city", city);
        put(attributes, "postcode", postcode);
        put(attributes, "street", street);
        List<Reached> identities = new ArrayList<>();
        reached(identities, IdentityKind.EMAIL, "email", email);
        reached(identities, IdentityKind.PHONE, "phone", phone);
        Person person = Profile.of(said("name", name), attributes, identities);
        if (Stream.of(name, email, phone, birthDate, city, postcode, street).allMatch(one -> one == null)) {
            throw new BadInput("name", "must not be empty");
        }
        reads.refuseIfFull(actor);
        List<Likely> found = comparing.likely(person, Belonging.within(actor.scope()), Scoring.LIKELY).stream()
                .limit(MOST_LIKELY)
                .map(one -> new Likely(
                        one.customer(),
                        one.view().name(),
                        one.score().bits(),
                        one.score().probability(),
                        one.score().prior(),
                        Reason.of(one.score())))
                .toList();
        reads.note(
                actor,
                "likely",
                found.stream().map(one -> one.customer().toString()).toList(),
                null);
        return new LikelyOnes(comparing.version().number(), found);
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        String said = said(name, value);
        if (said != null) {
            attributes.put(name, said);
        }
    }

    private static void reached(List<Reached> identities, IdentityKind kind, String name, @Nullable String value) {
        String said = said(name, value);
        if (said != null) {
            identities.add(new Reached(kind, said.replace(" ", "").toLowerCase(java.util.Locale.ROOT), name));
        }
    }

    private static @Nullable String said(String name, @Nullable String value) {
        if (value != null && value.length() > LONGEST) {
            throw new BadInput(name, "must have at most " + LONGEST + " characters");
        }
        return value == null || value.isBlank() ? null : value;
    }

    /**
     * @param m how often pairs that are one person come to this level, 0 to 1
     * @param u how often two people do
     * @param bits log₂(m/u), no more than a stronger level has
     */
    record LevelWeight(String level, double m, double u, double bits) {}

    record FieldWeights(String field, List<LevelWeight> levels) {}

    /**
     * @param version counted from 1; 0 are those that are usual, before anything was learnt
     * @param at when they were learnt; absent for version 0
     * @param people of how many they were learnt
     * @param prior the share of pairs that are one person, 0 to 1
     */
    record LearntOnes(
            long version,
            @Nullable Instant at,
            long people,
            double prior,
            double priorBits,
            List<FieldWeights> fields) {}

    /** By what customers are compared, and what each agreement weighs. */
    @GetMapping("/weights")
    @NotAboutCustomers("how often people agree, and no value that few have")
    LearntOnes weights() {
        Version version = comparing.version();
        Weights weights = version.weights();
        return new LearntOnes(
                version.number(),
                version.number() == 0 ? null : version.at(),
                version.people(),
                weights.prior(),
                weights.priorBits(),
                Stream.of(Field.values())
                        .map(field -> new FieldWeights(
                                field.text(),
                                field.levels().stream()
                                        .map(level -> weight(weights, field, level))
                                        .toList()))
                        .toList());
    }

    private static LevelWeight weight(Weights weights, Field field, Level level) {
        return new LevelWeight(
                level.text(),
                weights.m().getOrDefault(field, Map.of()).getOrDefault(level, 0.0),
                weights.u().getOrDefault(field, Map.of()).getOrDefault(level, 0.0),
                weights.bits(field, level));
    }
}
