package io.annals.command.party;

import static io.annals.command.CommandRequests.created;
import static io.annals.command.CommandRequests.ok;

import io.annals.command.CommandRequests;
import io.annals.command.Texts;
import io.annals.command.decision.Answer;
import io.annals.command.party.PartyCommand.CloseDepartment;
import io.annals.command.party.PartyCommand.FormDepartment;
import io.annals.command.party.PartyCommand.Join;
import io.annals.command.party.PartyCommand.Leave;
import io.annals.command.party.PartyCommand.OfDepartment;
import io.annals.command.party.PartyCommand.RenameDepartment;
import io.annals.edge.Actor;
import io.annals.edge.IfMatch;
import io.annals.edge.refusal.BadInput;
import io.annals.encoding.Pseudonyms;
import io.annals.events.CustomerId;
import io.annals.events.party.DepartmentId;
import io.annals.events.party.GroupRoles;
import io.annals.events.party.MembershipId;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Forms departments of organisations, and puts people into organisations and households. */
@RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MANAGER", "SERVICE", "ADMINISTRATOR"})
@RestController
@RequestMapping("/customers/{customer}")
class PartyEndpoint {
    private static final int FIRST_YEAR = 1900;

    private final Pseudonyms pseudonyms;
    private final CommandRequests requests;

    PartyEndpoint(Pseudonyms pseudonyms, CommandRequests requests) {
        this.pseudonyms = pseudonyms;
        this.requests = requests;
    }

    /** @param id made by the caller: the same again is formed once */
    record DepartmentForm(DepartmentId id, String name) {}

    record NameForm(String name) {}

    /** @param version what the next edit names in If-Match */
    record DepartmentResult(DepartmentId department, long version, long position) {}

    /**
     * @param id made by the caller: the same again joins once
     * @param role one of those that are offered, or in the caller's words
     * @param department an open one of the organisation's; without it none in particular
     * @param since an ISO date, not after today; without it nobody knows
     */
    record PersonForm(
            MembershipId id,
            CustomerId person,
            String role,
            @Nullable DepartmentId department,
            @Nullable String since) {}

    /** @param customer the group */
    record MembershipResult(MembershipId membership, CustomerId customer, long position) {}

    @PostMapping("/departments")
    ResponseEntity<DepartmentResult> form(
            @PathVariable CustomerId customer, @RequestBody DepartmentForm form, @AuthenticationPrincipal Actor actor) {
        String name = Texts.line(form.name(), Texts.WORDS, "name");
        String fingerprint = pseudonyms.of("department", customer.toString(), name);
        Answer<Long> answer =
                requests.send(new FormDepartment(customer, form.id(), name, fingerprint, requests.now()), actor);
        return created(answer).body(new DepartmentResult(form.id(), answer.value(), answer.position()));
    }

    @PutMapping("/departments/{department}/name")
    ResponseEntity<DepartmentResult> rename(
            @PathVariable CustomerId customer,
            @PathVariable DepartmentId department,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody NameForm form,
            @AuthenticationPrincipal Actor actor) {
        String name = Texts.line(form.name(), Texts.WORDS, "name");
        return edited(
                new RenameDepartment(customer, department, IfMatch.orAny(version), name, requests.now()), form, actor);
    }

    /** Nobody may be in it any more. */
    @DeleteMapping("/departments/{department}")
    ResponseEntity<DepartmentResult> close(
            @PathVariable CustomerId customer,
            @PathVariable DepartmentId department,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @AuthenticationPrincipal Actor actor) {
        return edited(
                new CloseDepartment(customer, department, IfMatch.orAny(version), requests.now()), department, actor);
    }

    @PostMapping("/people")
    ResponseEntity<MembershipResult> join(
            @PathVariable CustomerId customer, @RequestBody PersonForm form, @AuthenticationPrincipal Actor actor) {
        String role = Texts.line(form.role(), Texts.WORDS, "role");
        String since = day(form.since(), "since");
        String fingerprint = pseudonyms.of(
                "membership",
                customer.toString(),
                form.person().toString(),
                role,
                Objects.toString(form.department(), ""),
                Objects.toString(since, ""));
        Join command = new Join(
                customer,
                form.person(),
                form.id(),
                GroupRoles.read(role),
                form.department(),
                since,
                fingerprint,
                requests.now());
        Answer<CustomerId> answer = requests.send(command, actor);
        return created(answer).body(new MembershipResult(form.id(), answer.value(), answer.position()));
    }

    /** @param until the last day, an ISO date not after today; without it today, by UTC */
    @DeleteMapping("/people/{membership}")
    ResponseEntity<MembershipResult> leave(
            @PathVariable CustomerId customer,
            @PathVariable MembershipId membership,
            @RequestParam(required = false) @Nullable String until,
            @AuthenticationPrincipal Actor actor) {
        String day = until == null ? today().toString() : Objects.requireNonNull(day(until, "until"));
        Answer<CustomerId> answer = requests.send(new Leave(customer, membership, day, requests.now()), actor);
        return ok(answer).body(new MembershipResult(membership, answer.value(), answer.position()));
    }

    private ResponseEntity<DepartmentResult> edited(OfDepartment command, Object sent, Actor actor) {
        Answer<Long> answer = requests.edit(command, sent, actor);
        return ok(answer).body(new DepartmentResult(command.department(), answer.value(), answer.position()));
    }

    private @Nullable String day(@Nullable String day, String field) {
        if (day == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(day);
            if (date.getYear() < FIRST_YEAR || date.isAfter(today().plusDays(1))) { // it is tomorrow somewhere already
                throw new BadInput(field, "must lie between the year " + FIRST_YEAR + " and today");
            }
            return date.toString();
        } catch (DateTimeParseException none) {
            throw new BadInput(field, "must be a date such as 2026-03-31");
        }
    }

    private LocalDate today() {
        return requests.now().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
