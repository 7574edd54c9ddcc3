package io.annals.query.loyalty;

import static io.annals.query.loyalty.LoyaltyProjection.LOYALTY;

import io.annals.edge.Positions;
import io.annals.edge.paging.Pages;
import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.query.loyalty.Statement.Entry;
import io.annals.query.projection.History;
import io.annals.query.projection.History.Moment;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Shown;
import io.annals.query.projection.Views;
import io.annals.query.visibility.Visibility;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One customer's account of points: the balance and the statement. */
@RestController
class LoyaltyEndpoint {
    private static final int LARGEST_PAGE = 500;

    private final Views<LoyaltyView> views;
    private final History history;
    private final Statement statement;

    LoyaltyEndpoint(Projections projections, History history, Statement statement) {
        this.views = projections.views(LOYALTY);
        this.history = history;
        this.statement = statement;
    }

    /**
     * @param entries newest first; they go no further than the balance
     * @param next cursor of the next page; absent on the last one
     * @param asOf the position of history that was asked for; absent otherwise
     */
    record Account(
            CustomerId customer,
            @TellsOf(Field.POINTS) long balance,
            @TellsOf(Field.CARD) @Nullable String card,
            @TellsOf(Field.POINTS) long earned,
            @TellsOf(Field.POINTS) long takenBack,
            @TellsOf(Field.POINTS) long redeemed,
            @TellsOf(Field.POINTS) long granted,
            @Open List<Entry> entries,
            @Open @Nullable String next,
            @Open boolean erased,
            @Open long position,
            @Open @Nullable Long asOf) {}

    @GetMapping("/customers/{id}/loyalty")
    @RolesAllowed({
        "AGENT",
        "SUPERVISOR",
        "SALES",
        "MARKETING",
        "MANAGER",
        "AUDITOR",
        "TILL",
        "SERVICE",
        "CUSTOMER",
        "ADMINISTRATOR"
    })
    ResponseEntity<Account> loyalty(
            @PathVariable CustomerId id,
            @RequestParam(required = false) @Nullable Long cursor,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable Long atLeast,
            @RequestParam(required = false) @Nullable String asOf) {
        Pages.check("limit", limit, LARGEST_PAGE);
        Moment moment = asOf == null ? null : history.moment(asOf);
        Shown<LoyaltyView> shown = (moment == null
                        ? views.one(id.toString(), atLeast)
                        : history.view(LOYALTY, id.toString(), moment.position()))
                .orElseThrow(Visibility::unknownCustomer);
        Visibility.showsTogether(shown.members());
        List<CustomerId> members = shown.members().stream().map(CustomerId::of).toList();
        Account account = account(
                members.getFirst(),
                shown,
                statement.page(members, shown.position(), cursor, limit),
                moment == null ? null : moment.position());
        return ResponseEntity.ok().eTag(Positions.etag(shown.position())).body(account);
    }

    private static Account account(CustomerId id, Shown<LoyaltyView> shown, Statement.Page page, @Nullable Long asOf) {
        LoyaltyView view = shown.view();
        return new Account(
                id,
                view.balance(),
                view.card(),
                view.earned(),
                view.takenBack(),
                view.redeemed(),
                view.granted(),
                page.entries(),
                page.next() == null ? null : Long.toString(page.next()),
                view.erased(),
                shown.position(),
                asOf);
    }
}
