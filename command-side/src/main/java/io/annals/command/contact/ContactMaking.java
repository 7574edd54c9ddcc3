package io.annals.command.contact;

import io.annals.command.Texts;
import io.annals.edge.refusal.BadInput;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.CallMade;
import io.annals.events.contact.ContactEvent.ChatMessagePosted;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.EmailSent;
import io.annals.events.contact.ContactEvent.FormSubmitted;
import io.annals.events.contact.ContactEvent.InterviewHeld;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactEvent.PurchaseMade;
import io.annals.events.contact.ContactEvent.QuestionAnswered;
import io.annals.events.contact.ContactEvent.VisitMade;
import io.annals.events.contact.PurchaseLine;
import io.annals.events.customer.IdentityKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Makes the fact of a kind's content, and refuses what cannot be so. */
final class ContactMaking {
    private static final int MOST_LINES = 1_000;
    private static final int MOST_FIELDS = 200;
    private static final int MOST_MENTIONS = 50;
    private static final int LONGEST_DURATION = 7 * 24 * 3600;
    private static final BigDecimal LARGEST_QUANTITY = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal LARGEST_PRICE = new BigDecimal("1000000000000");

    private ContactMaking() {}

    static ContactMade of(Contact contact, Content content, KnownBy known) {
        return switch (content) {
            case Content.Email e -> email(contact, e, known);
            case Content.Call c ->
                new CallMade(
                        contact,
                        duration(c.durationSeconds()),
                        Texts.lineOrNull(c.outcome(), Texts.WORDS, "content.outcome"),
                        fullOrNull(c.summary(), "content.summary"));
            case Content.Chat c ->
                new ChatMessagePosted(
                        contact,
                        Texts.lineOrNull(c.conversation(), Texts.WORDS, "content.conversation"),
                        full(c.text(), "content.text"));
            case Content.Form f ->
                new FormSubmitted(
                        contact, Texts.line(f.form(), Texts.WORDS, "content.form"), Personal.of(fields(f.fields())));
            case Content.Questionnaire q ->
                new QuestionAnswered(
                        contact,
                        Texts.line(q.questionnaire(), Texts.WORDS, "content.questionnaire"),
                        Texts.line(q.question(), Texts.LINE, "content.question"),
                        full(q.answer(), "content.answer"));
            case Content.Interview i ->
                new InterviewHeld(
                        contact,
                        Texts.line(i.topic(), Texts.WORDS, "content.topic"),
                        duration(i.durationSeconds()),
                        fullOrNull(i.summary(), "content.summary"));
            case Content.Purchase p -> purchase(contact, p);
            case Content.Visit v ->
                new VisitMade(
                        contact,
                        personalLine(v.address(), "content.address"),
                        duration(v.durationSeconds()),
                        full(v.report(), "content.report"));
            case Content.Note n -> new NoteTaken(contact, full(n.text(), "content.text"), mentions(n.mentions()));
            case Content.Return _ -> throw new IllegalArgumentException("a return is decided on its purchase");
        };
    }

    private static ContactMade email(Contact contact, Content.Email e, KnownBy known) {
        Personal<String> subject = Personal.of(e.subject() == null ? "" : subject(e.subject()));
        Personal<String> text = Personal.of(e.text() == null || e.text().isEmpty() ? "" : text(e.text()));
        return switch (contact.direction()) {
            case INBOUND -> new EmailReceived(contact, address(e.from(), known, "content.from"), subject, text);
            case OUTBOUND -> new EmailSent(contact, address(e.to(), known, "content.to"), subject, text);
            case INTERNAL -> throw new BadInput("direction", "of an e-mail must be inbound or outbound");
        };
    }

    /** An empty subject is a subject; folded header lines (RFC 5322, 2.2.3) are one. */
    private static String subject(String raw) {
        String unfolded = raw.replaceAll("\\r?\\n[ \\t]+", " ");
        return unfolded.isBlank() ? "" : Texts.line(unfolded, Texts.LINE, "content.subject");
    }

    private static String text(String raw) {
        if (raw.length() > Texts.LONGEST) {
            throw new BadInput("content.text", "must have at most " + Texts.LONGEST + " characters");
        }
        return raw;
    }

    /** The customer's side of an e-mail; by default the address by which they are known. */
    private static Personal<String> address(@Nullable String told, KnownBy known, String field) {
        if (told != null) {
            return Personal.of(Texts.line(told, Texts.LINE, field));
        }
        return known.identities().stream()
                .filter(identity -> identity.kind() == IdentityKind.EMAIL)
                .map(identity -> Personal.of(identity.value()))
                .findFirst()
                .orElseThrow(() -> new BadInput(field, "is missing"));
    }

    private static PurchaseMade purchase(Contact contact, Content.Purchase p) {
        if (p.lines().isEmpty() || p.lines().size() > MOST_LINES) {
            throw new BadInput("content.lines", "must be 1 to " + MOST_LINES + " lines");
        }
        Set<String> ids = new HashSet<>();
        List<PurchaseLine> lines = new ArrayList<>();
        for (int i = 0; i < p.lines().size(); i++) {
            PurchaseLine line = line(p.lines().get(i), "content.lines[" + i + "]");
            if (!ids.add(line.id())) {
                throw new BadInput("content.lines[" + i + "].id", "must be another one than those before");
            }
            if (!line.price().isSameCurrency(p.lines().getFirst().price())) {
                throw new BadInput(
                        "content.lines[" + i + "].price.currency", "must be the same as that of the first line");
            }
            lines.add(line);
        }
        return new PurchaseMade(
                contact,
                List.copyOf(lines),
                Money.total(lines.stream().map(PurchaseLine::price).toList()),
                Texts.lineOrNull(p.store(), Texts.WORDS, "content.store"),
                Texts.lineOrNull(p.paymentMethod(), Texts.WORDS, "content.paymentMethod"),
                Texts.lineOrNull(p.reason(), Texts.WORDS, "content.reason"));
    }

    private static PurchaseLine line(Content.Purchase.Line line, String field) {
        Money price = line.price();
        if (price.isNegative() || price.getAmount().compareTo(LARGEST_PRICE) > 0) {
            throw new BadInput(field + ".price.amount", "must lie between 0 and " + LARGEST_PRICE);
        }
        return new PurchaseLine(
                Texts.line(line.id(), Texts.WORDS, field + ".id"),
                Texts.line(line.product(), Texts.WORDS, field + ".product"),
                quantity(line.quantity(), field + ".quantity"),
                price);
    }

    private static BigDecimal quantity(BigDecimal quantity, String field) {
        if (quantity.signum() <= 0 || quantity.compareTo(LARGEST_QUANTITY) > 0) {
            throw new BadInput(field, "must be more than 0, and at most " + LARGEST_QUANTITY);
        }
        return quantity;
    }

    static List<TakeGoodsBack.Item> items(List<Content.Return.Item> lines) {
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw new BadInput("content.lines", "must be 1 to " + MOST_LINES + " lines");
        }
        Set<String> named = new HashSet<>();
        List<TakeGoodsBack.Item> items = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String field = "content.lines[" + i + "]";
            Content.Return.Item item = lines.get(i);
            String line = Texts.line(item.line(), Texts.WORDS, field + ".line");
            if (!named.add(line)) {
                throw new BadInput(field + ".line", "must be another one than those before");
            }
            BigDecimal quantity = item.quantity() == null ? null : quantity(item.quantity(), field + ".quantity");
            items.add(new TakeGoodsBack.Item(line, quantity));
        }
        return List.copyOf(items);
    }

    private static Map<String, String> fields(Map<String, String> told) {
        int length = 0;
        Map<String, String> fields = new TreeMap<>();
        for (Map.Entry<String, String> field : told.entrySet()) {
            String name = Texts.line(field.getKey(), Texts.WORDS, "content.fields");
            length += name.length() + field.getValue().length();
            fields.put(name, field.getValue());
        }
        if (told.size() > MOST_FIELDS || length > Texts.LONGEST) {
            throw new BadInput(
                    "content.fields",
                    "must be at most " + MOST_FIELDS + " fields and " + Texts.LONGEST + " characters in all");
        }
        return fields;
    }

    private static Set<String> mentions(@Nullable Set<String> told) {
        if (told == null) {
            return Set.of();
        }
        if (told.size() > MOST_MENTIONS) {
            throw new BadInput("content.mentions", "must be at most " + MOST_MENTIONS + " names");
        }
        return told.stream()
                .map(name -> Texts.loginName(name, "content.mentions"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Duration duration(@Nullable Integer seconds) {
        if (seconds == null) {
            return null;
        }
        if (seconds < 0 || seconds > LONGEST_DURATION) {
            throw new BadInput("content.durationSeconds", "must lie between 0 and " + LONGEST_DURATION);
        }
        return Duration.ofSeconds(seconds);
    }

    private static Personal<String> full(String text, String field) {
        return Personal.of(Texts.full(text, field));
    }

    private static @Nullable Personal<String> fullOrNull(@Nullable String text, String field) {
        return text == null ? null : full(text, field);
    }

    private static @Nullable Personal<String> personalLine(@Nullable String text, String field) {
        return text == null ? null : Personal.of(Texts.line(text, Texts.LINE, field));
    }
}
