package io.annals.command.customer;

import static io.annals.command.CommandRequests.created;
import static io.annals.command.CommandRequests.ok;

import io.annals.command.CommandRequests;
import io.annals.command.Identities;
import io.annals.command.Identity;
import io.annals.command.Texts;
import io.annals.command.customer.CustomerCommand.AddIdentity;
import io.annals.command.customer.CustomerCommand.AssignRegion;
import io.annals.command.customer.CustomerCommand.AssignTeam;
import io.annals.command.customer.CustomerCommand.CorrectCustomer;
import io.annals.command.customer.CustomerCommand.DestroyKey;
import io.annals.command.customer.CustomerCommand.EraseCustomer;
import io.annals.command.customer.CustomerCommand.GiveConsent;
import io.annals.command.customer.CustomerCommand.RegisterCustomer;
import io.annals.command.customer.CustomerCommand.WithdrawConsent;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Uuid7;
import io.annals.edge.Actor;
import io.annals.edge.IfMatch;
import io.annals.edge.Role;
import io.annals.edge.json.MergePatch;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.NotAllowed;
import io.annals.events.CustomerId;
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Customers by hand: registering, correcting, agreeing, forgetting. */
@RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MANAGER", "SERVICE", "ADMINISTRATOR"})
@RestController
@RequestMapping("/customers")
class CustomerEndpoint {
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final Identities identities;
    private final CommandRequests requests;
    private final JsonMapper json;

    CustomerEndpoint(Identities identities, CommandRequests requests, JsonMapper json) {
        this.identities = identities;
        this.requests = requests;
        this.json = json;
    }

    record Result(CustomerId customer, long position) {}

    record IdentityForm(IdentityKind kind, String value) {}

    /** @param party a person, unless it is said otherwise; a customer, unless other roles are given */
    record RegistrationForm(
            @Nullable PartyKind party,
            @Nullable String name,
            @Nullable Set<PartyRole> roles,
            @Nullable List<IdentityForm> identities,
            @Nullable Map<String, @Nullable String> attributes) {}

    /** A merge patch (RFC 7396): what is left out stays as it is, an attribute that is null goes. */
    record CorrectionForm(
            @Nullable String name,
            @Nullable Set<PartyRole> roles,
            @Nullable Map<String, @Nullable String> attributes) {}

    /** @param team null, or left out, for none */
    record TeamForm(@Nullable String team) {}

    /** @param region null, or left out, for none */
    record RegionForm(@Nullable String region) {}

    @PostMapping
    ResponseEntity<Result> register(@RequestBody RegistrationForm form, @AuthenticationPrincipal Actor actor) {
        Instant now = requests.now();
        RegisterCustomer command = new RegisterCustomer(
                new CustomerId(Uuid7.at(now)),
                form.party() == null ? PartyKind.PERSON : form.party(),
                Texts.lineOrNull(form.name(), Texts.WORDS, "name"),
                form.roles() == null ? Set.of(PartyRole.CUSTOMER) : roles(form.roles()),
                identities(form.identities() == null ? List.of() : form.identities()),
                attributes(form.attributes(), now).values(),
                now);
        Answer<CustomerId> answer = requests.send(command, actor);
        return created(answer).body(result(answer));
    }

    /** Customers correct their own name and attributes; what they are to the company, and so their roles, they do not say. */
    @PatchMapping("/{customer}")
    @RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MANAGER", "SERVICE", "CUSTOMER", "ADMINISTRATOR"})
    ResponseEntity<Result> correct(
            @PathVariable CustomerId customer,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody JsonNode patch,
            @AuthenticationPrincipal Actor actor) {
        IfMatch seen = IfMatch.of(version);
        CorrectionForm form = MergePatch.read(json, patch, CorrectionForm.class, "name", "roles");
        if (form.roles() != null && actor.is(Role.CUSTOMER)) {
            throw new NotAllowed("What a customer is to the company is not theirs to say.");
        }
        Instant now = requests.now();
        Attributes attributes = attributes(form.attributes(), now);
        CorrectCustomer command = new CorrectCustomer(
                customer,
                seen,
                Texts.lineOrNull(form.name(), Texts.WORDS, "name"),
                form.roles() == null ? null : roles(form.roles()),
                attributes.values(),
                attributes.removed(),
                now);
        return edited(command, patch, actor);
    }

    private ResponseEntity<Result> edited(CustomerCommand command, Object sent, Actor actor) {
        Answer<CustomerId> answer = requests.edit(command, sent, actor);
        return ok(answer).body(result(answer));
    }

    private ResponseEntity<Result> assigned(CustomerCommand command, Actor actor) {
        Answer<CustomerId> answer = requests.send(command, actor);
        return ok(answer).body(result(answer));
    }

    @PostMapping("/{customer}/identities")
    ResponseEntity<Result> add(
            @PathVariable CustomerId customer, @RequestBody IdentityForm form, @AuthenticationPrincipal Actor actor) {
        Identity identity = identities.read(form.kind(), form.value(), "value");
        Answer<CustomerId> answer = requests.send(new AddIdentity(customer, identity, requests.now()), actor);
        return created(answer).body(result(answer));
    }

    /** {@code If-Match} is optional here: without it the consent is given whatever has been edited since. */
    @PutMapping("/{customer}/consents/{channel}/{purpose}")
    @RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MANAGER", "SERVICE", "CUSTOMER", "ADMINISTRATOR"})
    ResponseEntity<Result> agree(
            @PathVariable CustomerId customer,
            @PathVariable String channel,
            @PathVariable String purpose,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @AuthenticationPrincipal Actor actor) {
        ConsentForm form = new ConsentForm(word(channel, "channel"), word(purpose, "purpose"), true);
        GiveConsent given =
                new GiveConsent(customer, IfMatch.orAny(version), form.channel(), form.purpose(), requests.now());
        return edited(given, form, actor);
    }

    @DeleteMapping("/{customer}/consents/{channel}/{purpose}")
    @RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MARKETING", "MANAGER", "SERVICE", "CUSTOMER", "ADMINISTRATOR"})
    ResponseEntity<Result> withdraw(
            @PathVariable CustomerId customer,
            @PathVariable String channel,
            @PathVariable String purpose,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @AuthenticationPrincipal Actor actor) {
        ConsentForm form = new ConsentForm(word(channel, "channel"), word(purpose, "purpose"), false);
        WithdrawConsent withdrawn =
                new WithdrawConsent(customer, IfMatch.orAny(version), form.channel(), form.purpose(), requests.now());
        return edited(withdrawn, form, actor);
    }

    /** What a caller asked for, as a refusal repeats it. */
    record ConsentForm(String channel, String purpose, boolean given) {}

    @PutMapping("/{customer}/team")
    @RolesAllowed({"SUPERVISOR", "MANAGER", "SERVICE", "ADMINISTRATOR"})
    ResponseEntity<Result> team(
            @PathVariable CustomerId customer, @RequestBody TeamForm form, @AuthenticationPrincipal Actor actor) {
        String team = form.team() == null ? null : word(form.team(), "team");
        return assigned(new AssignTeam(customer, team, requests.now()), actor);
    }

    @PutMapping("/{customer}/region")
    @RolesAllowed({"SUPERVISOR", "MANAGER", "SERVICE", "ADMINISTRATOR"})
    ResponseEntity<Result> region(
            @PathVariable CustomerId customer, @RequestBody RegionForm form, @AuthenticationPrincipal Actor actor) {
        String region = form.region() == null ? null : word(form.region(), "region");
        return assigned(new AssignRegion(customer, region, requests.now()), actor);
    }

    /** With whoever is one with the customer. The keys go at once; {@link WhenCustomerErasedThenDestroyKey} sees to it should this process die in between. */
    @PostMapping("/{customer}/erasure")
    @RolesAllowed("ADMINISTRATOR")
    ResponseEntity<Result> erase(@PathVariable CustomerId customer, @AuthenticationPrincipal Actor actor) {
        Answer<List<CustomerId>> answer = requests.send(new EraseCustomer(customer, requests.now()), actor);
        answer.value().forEach(erased -> requests.send(new DestroyKey(erased, requests.now()), actor));
        return ok(answer).body(new Result(customer, answer.position()));
    }

    private List<Identity> identities(List<IdentityForm> forms) {
        if (forms.size() > CustomerDecider.MOST_IDENTITIES) {
            throw new BadInput("identities", "must be at most " + CustomerDecider.MOST_IDENTITIES);
        }
        List<Identity> read = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            String field = "identities[" + i + "].value";
            Identity identity =
                    identities.read(forms.get(i).kind(), forms.get(i).value(), field);
            if (read.contains(identity)) {
                throw new BadInput(field, "must be unique");
            }
            read.add(identity);
        }
        return List.copyOf(read);
    }

    private static Attributes attributes(@Nullable Map<String, @Nullable String> told, Instant now) {
        return Attributes.read(told == null ? Map.of() : told, LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    private static Set<PartyRole> roles(Set<PartyRole> roles) {
        if (roles.isEmpty()) {
            throw new BadInput("roles", "must be at least one of customer, supplier, partner");
        }
        return Set.copyOf(roles);
    }

    private static String word(String raw, String field) {
        String word = raw.strip().toLowerCase(Locale.ROOT);
        if (!WORD.matcher(word).matches()) {
            throw new BadInput(field, "must be 1 to 64 letters, digits, dots, hyphens or underscores");
        }
        return word;
    }

    private static Result result(Answer<CustomerId> answer) {
        return new Result(answer.value(), answer.position());
    }
}
