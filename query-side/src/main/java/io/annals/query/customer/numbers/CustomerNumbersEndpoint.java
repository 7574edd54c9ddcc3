package io.annals.query.customer.numbers;

import io.annals.edge.Actor;
import io.annals.edge.Positions;
import io.annals.edge.roles.ForReporting;
import io.annals.query.customer.numbers.AnswerNumbers.OfChannel;
import io.annals.query.customer.numbers.AnswerNumbers.OfPerson;
import io.annals.query.customer.numbers.RecencyFrequency.Grid;
import io.annals.query.projection.Projections;
import io.annals.query.timeline.numbers.Day;
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

/** Numbers of the day: customers and first answers. */
@NotAboutCustomers("sums over everybody")
@RestController
class CustomerNumbersEndpoint {
    private final RecencyFrequency grid;
    private final AnswerNumbers answers;
    private final WaitingNumbers waiting;
    private final Clock clock;

    CustomerNumbersEndpoint(Projections projections, Clock clock) {
        this.grid = new RecencyFrequency(projections);
        this.answers = new AnswerNumbers(projections);
        this.waiting = new WaitingNumbers(projections);
        this.clock = clock;
    }

    /** @param position what the numbers reflect at least */
    record Answers(LocalDate day, String zone, long position, List<OfChannel> channels, List<OfPerson> people) {}

    /** Those who wait at this moment, by channel. */
    @GetMapping("/numbers/waiting")
    @ForReporting
    ResponseEntity<WaitingNumbers.Now> waiting(
            @RequestParam(required = false) @Nullable Long atLeast, @AuthenticationPrincipal Actor actor) {
        Day.ofAll(actor);
        WaitingNumbers.Now now = waiting.now(atLeast);
        return ResponseEntity.ok().eTag(Positions.etag(now.position())).body(now);
    }

    /** Those who have bought, by recency and frequency, as they are now. */
    @GetMapping("/numbers/customers")
    @ForReporting
    ResponseEntity<Grid> customers(
            @RequestParam(required = false) @Nullable Long atLeast, @AuthenticationPrincipal Actor actor) {
        Day.ofAll(actor);
        Grid now = grid.grid(atLeast);
        return ResponseEntity.ok().eTag(Positions.etag(now.position())).body(now);
    }

    /** The first answers to what came in on a day, by channel and by person. */
    @GetMapping("/numbers/answers")
    @ForReporting
    ResponseEntity<Answers> answers(
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable Long atLeast,
            @AuthenticationPrincipal Actor actor) {
        Day.ofAll(actor);
        Day asked = Day.of(day, zone, clock);
        AnswerNumbers.OfDay numbers = answers.of(asked, atLeast);
        return ResponseEntity.ok()
                .eTag(Positions.etag(numbers.position()))
                .body(new Answers(
                        asked.date(), asked.zone().getId(), numbers.position(), numbers.channels(), numbers.people()));
    }
}
