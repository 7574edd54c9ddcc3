package io.annals.command.contact;

import io.annals.command.Identities;
import io.annals.command.Identity;
import io.annals.command.contact.content.ContentForm;
import io.annals.command.contact.content.Fields;
import io.annals.command.contact.content.KnownCodes;
import io.annals.command.decision.Uuid7;
import io.annals.edge.json.Instants;
import io.annals.edge.refusal.BadInput;
import io.annals.encoding.Pseudonyms;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Defect;
import io.annals.events.contact.Direction;
import io.annals.events.contact.Vocabulary;
import io.annals.events.customer.IdentityKind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Turns what a channel sent into a command: mends its form, reads the clock, makes the ids. */
@Component
@EnableConfigurationProperties(KnownCodes.class)
final class Intake {
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final Identities identities;
    private final Pseudonyms pseudonyms;
    private final Fingerprints fingerprints;
    private final GoodsForm goods;
    private final Map<ContactKind, ContentForm> forms;
    private final KnownCodes.Reading codes;
    private final Clock clock;

    /** @throws IllegalStateException when a kind has no form, or two; a return is read and decided with its purchase */
    Intake(
            Identities identities,
            Pseudonyms pseudonyms,
            KnownCodes codes,
            GoodsForm goods,
            List<ContentForm> forms,
            Clock clock) {
        this.identities = identities;
        this.pseudonyms = pseudonyms;
        this.fingerprints = new Fingerprints(pseudonyms);
        this.goods = goods;
        this.forms = forms.stream().collect(Collectors.toUnmodifiableMap(ContentForm::kind, Function.identity()));
        if (!this.forms.keySet().equals(EnumSet.complementOf(EnumSet.of(ContactKind.RETURN)))) {
            throw new IllegalStateException("each kind of contact needs a form, and there are " + this.forms.keySet());
        }
        this.codes = codes.reading();
        this.clock = clock;
    }

    /**
     * The command that a contact comes to.
     *
     * @return {@link RecordContact} or {@link TakeGoodsBack}
     * @throws BadInput naming the field, when it did not happen when it says, or its goods contradict themselves
     */
    ContactCommand command(ContactForm form) {
        return command(form, "occurredAt");
    }

    /** @param when what the sender calls the time at which it happened */
    ContactCommand command(ContactForm form, String when) {
        Instants.within(form.occurredAt(), clock.instant().plus(CLOCKS_DIFFER), when);
        List<Defect> defects = new ArrayList<>(form.defects());
        KnownBy known = known(form.customer(), defects);
        Direction direction = direction(form, defects);
        Fields in = Fields.of(form.content(), "content", defects, codes);
        Recognition recognition = recognition(form, direction, known);
        if (form.kind() == ContactKind.RETURN) {
            GoodsForm.Back back = goods.back(in);
            CodedText reason = in.coded("reason", Vocabulary.REASON);
            in.nothingElse();
            Contact contact = contact(form, direction, known, defects);
            return new TakeGoodsBack(known, contact, purchase(back.purchase()), back.items(), reason, recognition);
        }
        Function<Contact, ContactMade> made = Objects.requireNonNull(forms.get(form.kind()))
                .read(new ContentForm.Told(direction, in, knownAs(form, known)));
        in.nothingElse();
        return new RecordContact(known, made.apply(contact(form, direction, known, defects)), recognition);
    }

    private KnownBy known(ContactForm.@Nullable Customer by, List<Defect> defects) {
        if (by == null) {
            return new KnownBy(null, List.of(), null);
        }
        List<Identity> found = new ArrayList<>();
        add(found, IdentityKind.CARD, by.card(), "customer.card", defects);
        add(found, IdentityKind.EXTERNAL_ID, by.externalId(), "customer.externalId", defects);
        add(found, IdentityKind.EMAIL, by.email(), "customer.email", defects);
        add(found, IdentityKind.PHONE, by.phone(), "customer.phone", defects);
        return new KnownBy(by.id(), List.copyOf(found), by.name());
    }

    /** By what cannot be an address or a number nobody is known; what was told stays with the contact. */
    private void add(
            List<Identity> found, IdentityKind kind, @Nullable String raw, String field, List<Defect> defects) {
        if (raw != null) {
            try {
                found.add(identities.read(kind, Fields.wellFormed(raw), field));
            } catch (BadInput unusable) {
                defects.add(Fields.defect(field, Defect.Kind.UNUSABLE, raw.length(), raw));
            }
        }
    }

    private static Direction direction(ContactForm form, List<Defect> defects) {
        Direction told = form.direction();
        if (told == Direction.INTERNAL && form.kind() == ContactKind.EMAIL) {
            String raw = "internal";
            defects.add(Fields.defect("direction", Defect.Kind.UNUSABLE, raw.length(), raw));
            return Direction.INBOUND;
        }
        return told == null ? form.kind().usual() : told;
    }

    /** An identity in its normal form, or an address as it was told where it can be none. */
    private static Map<IdentityKind, String> knownAs(ContactForm form, KnownBy known) {
        Map<IdentityKind, String> knownAs = new EnumMap<>(IdentityKind.class);
        ContactForm.Customer by = form.customer();
        if (by != null && by.email() != null) {
            knownAs.put(IdentityKind.EMAIL, by.email());
        }
        known.identities().forEach(identity -> knownAs.put(identity.kind(), identity.value()));
        return knownAs;
    }

    private Contact contact(ContactForm form, Direction direction, KnownBy known, List<Defect> defects) {
        return new Contact(
                contactId(form.origin(), form.externalId()),
                new CustomerId(Uuid7.at(clock.instant())),
                form.channel(),
                direction,
                Personal.of(form.shownId()),
                form.occurredAt(),
                fingerprints.of(frame(form, direction, known), "", form.content()),
                List.copyOf(defects));
    }

    private Recognition recognition(ContactForm form, Direction direction, KnownBy known) {
        String name = form.customer() == null ? null : form.customer().name();
        Set<String> former =
                name == null ? Set.of() : Set.of(fingerprints.of(frame(form, direction, known), name, form.content()));
        return new Recognition(former, form.kind() == ContactKind.EMAIL ? another(form, known) : null);
    }

    /** The same Message-ID in somebody else's history: named by whose address it is, or by how else they are known. */
    private @Nullable ContactId another(ContactForm form, KnownBy known) {
        if (known.nothing()) {
            return null;
        }
        String whose = told(form.customer()).stream()
                .min(Comparator.comparing(one -> !one.startsWith(IdentityKind.EMAIL.name())))
                .orElseGet(() -> String.valueOf(known.id()));
        return new ContactId(pseudonyms.of("contact", form.origin(), form.externalId(), whose));
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
            told.add(kind + " " + identities.told(kind, Fields.wellFormed(raw)));
        }
    }

    private List<String> frame(ContactForm form, Direction direction, KnownBy known) {
        List<String> frame = new ArrayList<>(List.of(
                form.kind().name(),
                direction.name(),
                form.occurredAt().toString(),
                known.id() == null ? "" : known.id() + ""));
        frame.addAll(told(form.customer()));
        return frame;
    }

    private ContactId purchase(GoodsForm.Named purchase) {
        return contactId(
                ContactForm.origin(purchase.channel()), purchase.externalId().strip());
    }

    private ContactId contactId(String channel, String externalId) {
        return new ContactId(pseudonyms.of("contact", channel, externalId));
    }
}
