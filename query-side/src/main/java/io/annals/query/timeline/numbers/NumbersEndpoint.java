package io.annals.query.timeline.numbers;

import io.annals.edge.Actor;
import io.annals.edge.Positions;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.roles.ForReporting;
import io.annals.query.projection.Projections;
import io.annals.query.timeline.numbers.ContactNumbers.OfChannel;
import io.annals.query.timeline.numbers.ContactNumbers.OfPerson;
import io.annals.query.timeline.numbers.LoyaltyNumbers.OfDay;
import io.annals.query.visibility.NotAboutCustomers;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Numbers of the day: contacts and points. */
@NotAboutCustomers("sums over everybody")
@RestController
class NumbersEndpoint {
    private static final int MOST_DAYS = 366;

    private final ContactNumbers contacts;
    private final LoyaltyNumbers loyalty;
    private final Clock clock;

    NumbersEndpoint(Projections projections, Clock clock) {
        this.contacts = new ContactNumbers(projections);
        this.loyalty = new LoyaltyNumbers(projections);
        this.clock = clock;
    }

    /** @param position what the numbers reflect at least */
    record Contacts(
            LocalDate day, String zone, long position, long total, List<OfChannel> channels, List<OfPerson> people) {}

    /**
     * @param days oldest first
     * @param position what the numbers reflect at least
     */
    record Loyalty(String zone, long position, List<OfDay> days) {}

    /** The contacts of a day, by channel and hour, and by who recorded them. */
    @GetMapping("/numbers/contacts")
    @ForReporting
    ResponseEntity<Contacts> contacts(
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable Long atLeast,
            @AuthenticationPrincipal Actor actor) {
        Day.ofAll(actor);
        Day asked = Day.of(day, zone, clock);
        ContactNumbers.OfDay numbers = contacts.of(asked, atLeast);
        return ResponseEntity.ok()
                .eTag(Positions.etag(numbers.position()))
                .body(new Contacts(
                        asked.date(),
                        asked.zone().getId(),
                        numbers.position(),
                        numbers.total(),
                        numbers.channels(),
                        numbers.people()));
    }

    /** Points issued, spent, taken back and outstanding, for so many days up to and including one. */
    @GetMapping("/numbers/loyalty")
    @ForReporting
    ResponseEntity<Loyalty> loyalty(
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(defaultValue = "30") int days,
            @RequestParam(required = false) @Nullable Long atLeast,
            @AuthenticationPrincipal Actor actor) {
        Day.ofAll(actor);
        if (days < 1 || days > MOST_DAYS) {
            throw new BadInput("days", "must be 1 to " + MOST_DAYS);
        }
        Day last = Day.of(day, zone, clock);
        LoyaltyNumbers.OfDays numbers = loyalty.of(last, days, atLeast);
        return ResponseEntity.ok()
                .eTag(Positions.etag(numbers.position()))
                .body(new Loyalty(last.zone().getId(), numbers.position(), numbers.days()));
    }
}
