package io.annals.command.contact;

import io.annals.command.Identities;
import io.annals.command.Identity;
import io.annals.command.Texts;
import io.annals.command.decision.Uuid7;
import io.annals.edge.json.Instants;
import io.annals.edge.refusal.BadInput;
import io.annals.encoding.Pseudonyms;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Direction;
import io.annals.events.customer.IdentityKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/** Turns what a channel sent into a command: checks it field by field, reads the clock, makes the ids. */
@Component
final class Intake {
    private static final Pattern CHANNEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final Identities identities;
    private final Pseudonyms pseudonyms;
    private final Fingerprints fingerprints;
    private final JsonMapper json;
    private final Clock clock;

    Intake(Identities identities, Pseudonyms pseudonyms, JsonMapper json, Clock clock) {
        this.identities = identities;
        this.pseudonyms = pseudonyms;
        this.fingerprints = new Fingerprints(pseudonyms);
        this.json = json;
        this.clock = clock;
    }

    /**
     * @return {@link RecordContact} or {@link TakeGoodsBack}
     * @throws BadInput naming the first field that is wrong
     */
    ContactCommand command(ContactForm form) {
        Content content = content(form);
        KnownBy known = known(form);
        Contact contact = contact(form, known);
        return switch (content) {
            case Content.Return back -> takeGoodsBack(known, contact, back);
            case Content.Email _,
                    Content.Call _,
                    Content.Chat _,
                    Content.Form _,
                    Content.Questionnaire _,
                    Content.Interview _,
                    Content.Purchase _,
                    Content.Visit _,
                    Content.Note _ -> new RecordContact(named(known), ContactMaking.of(contact, content, known));
        };
    }

    private Content content(ContactForm form) {
        if (!form.content().isObject()) {
            throw new BadInput("content", "must be an object");
        }
        try {
            return json.treeToValue(form.content(), Content.of(form.kind()));
        } catch (DatabindException e) {
            throw e.prependPath(ContactForm.class, "content");
        }
    }

    private KnownBy known(ContactForm form) {
        ContactForm.Customer by = form.customer();
        if (by == null) {
            return new KnownBy(null, List.of(), null);
        }
        List<Identity> found = new ArrayList<>();
        add(found, IdentityKind.CARD, by.card(), "customer.card");
        add(found, IdentityKind.EXTERNAL_ID, by.externalId(), "customer.externalId");
        add(found, IdentityKind.EMAIL, by.email(), "customer.email");
        add(found, IdentityKind.PHONE, by.phone(), "customer.phone");
        return new KnownBy(by.id(), List.copyOf(found), Texts.lineOrNull(by.name(), Texts.WORDS, "customer.name"));
    }

    private void add(List<Identity> found, IdentityKind kind, @Nullable String raw, String field) {
        if (raw != null) {
            found.add(identities.read(kind, raw, field));
        }
    }

    private Contact contact(ContactForm form, KnownBy known) {
        Instant now = clock.instant();
        String channel = channel(form.channel(), "channel");
        String externalId = Texts.line(form.externalId(), Texts.LINE, "externalId");
        Instant occurredAt = Instants.within(form.occurredAt(), now.plus(CLOCKS_DIFFER), "occurredAt");
        Direction direction = form.direction() == null ? usual(form.kind()) : form.direction();
        List<String> frame = new ArrayList<>(List.of(
                form.kind().name(),
                direction.name(),
                occurredAt.toString(),
                known.id() == null ? "" : known.id() + ""));
        frame.addAll(told(form.customer()));
        frame.add(known.name() == null ? "" : known.name());
        return new Contact(
                contactId(channel, externalId),
                new CustomerId(Uuid7.at(now)),
                channel,
                direction,
                Personal.of(externalId),
                occurredAt,
                fingerprints.of(frame, form.content()));
    }

    /** How it named the customer, by what no change of the rules changes: so a contact told again from before is recognised. */
    private List<String> told(ContactForm.@Nullable Customer by) {
        if (by == null) {
            return List.of();
        }
        List<String> told = new ArrayList<>();
        told(told, IdentityKind.CARD, by.card());
        told(told, IdentityKind.EXTERNAL_ID, by.externalId());
        told(told, IdentityKind.EMAIL, by.email());
        told(told, IdentityKind.PHONE, by.phone());
        return told;
    }

    private void told(List<String> told, IdentityKind kind, @Nullable String raw) {
        if (raw != null) {
            told.add(kind + " " + identities.told(kind, raw));
        }
    }

    private static String channel(String raw, String field) {
        String channel = raw.strip().toLowerCase(Locale.ROOT);
        if (!CHANNEL.matcher(channel).matches()) {
            throw new BadInput(field, "must be 1 to 64 letters, digits, dots, hyphens or underscores");
        }
        return channel;
    }

    private ContactId contactId(String channel, String externalId) {
        return new ContactId(pseudonyms.of("contact", channel, externalId));
    }

    private static Direction usual(ContactKind kind) {
        return switch (kind) {
            case EMAIL, CALL, CHAT, FORM, QUESTIONNAIRE, PURCHASE, RETURN -> Direction.INBOUND;
            case INTERVIEW, VISIT -> Direction.OUTBOUND;
            case NOTE -> Direction.INTERNAL;
        };
    }

    private TakeGoodsBack takeGoodsBack(KnownBy known, Contact contact, Content.Return back) {
        ContactId purchase = contactId(
                channel(back.purchase().channel(), "content.purchase.channel"),
                Texts.line(back.purchase().externalId(), Texts.LINE, "content.purchase.externalId"));
        return new TakeGoodsBack(
                known,
                contact,
                purchase,
                ContactMaking.items(back.lines()),
                Texts.lineOrNull(back.reason(), Texts.WORDS, "content.reason"));
    }

    private static KnownBy named(KnownBy known) {
        if (known.nothing()) {
            throw new BadInput("customer", "must name the customer: id, card, externalId, email or phone");
        }
        return known;
    }
}
