package io.annals.events.contact;

import io.annals.events.EventFamily;
import io.annals.events.Fact;
import io.annals.events.Upcaster;
import io.annals.events.contact.ContactEvent.CallMade;
import io.annals.events.contact.ContactEvent.ChatMessagePosted;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.EmailSent;
import io.annals.events.contact.ContactEvent.FormSubmitted;
import io.annals.events.contact.ContactEvent.InterviewHeld;
import io.annals.events.contact.ContactEvent.LinesTakenBack;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactEvent.PurchaseMade;
import io.annals.events.contact.ContactEvent.PurchaseReturned;
import io.annals.events.contact.ContactEvent.QuestionAnswered;
import io.annals.events.contact.ContactEvent.VisitMade;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Declares {@link ContactEvent}. */
public final class ContactFamily implements EventFamily {
    @Override
    public String name() {
        return "contact";
    }

    @Override
    public Class<? extends Fact> type() {
        return ContactEvent.class;
    }

    @Override
    public Map<Class<? extends Fact>, List<Upcaster>> upcasters() {
        // contacts were recorded as they were told or not at all; what names something was free text
        return Map.ofEntries(
                Map.entry(EmailReceived.class, List.of(ContactFamily::withoutDefects)),
                Map.entry(EmailSent.class, List.of(ContactFamily::withoutDefects)),
                Map.entry(ChatMessagePosted.class, List.of(ContactFamily::withoutDefects)),
                Map.entry(InterviewHeld.class, List.of(ContactFamily::withoutDefects)),
                Map.entry(VisitMade.class, List.of(ContactFamily::withoutDefects)),
                Map.entry(CallMade.class, List.of(ContactFamily::call)),
                Map.entry(FormSubmitted.class, List.of(ContactFamily::form)),
                Map.entry(QuestionAnswered.class, List.of(ContactFamily::question)),
                Map.entry(PurchaseMade.class, List.of(ContactFamily::purchase)),
                Map.entry(PurchaseReturned.class, List.of(ContactFamily::goodsBack)),
                Map.entry(LinesTakenBack.class, List.of(ContactFamily::returnedLines)),
                Map.entry(NoteTaken.class, List.of(ContactFamily::mentioningNobody, ContactFamily::withoutDefects)));
    }

    private static void mentioningNobody(Map<String, Object> note) {
        note.put("mentions", List.of());
    }

    private static void withoutDefects(Map<String, Object> made) {
        map(Objects.requireNonNull(made.get("contact"))).put("defects", List.of());
    }

    private static void call(Map<String, Object> made) {
        withoutDefects(made);
        code(made, "outcome", Vocabulary.OUTCOME);
    }

    private static void form(Map<String, Object> submitted) {
        withoutDefects(submitted);
        code(submitted, "form", Vocabulary.FORM);
    }

    private static void question(Map<String, Object> answered) {
        withoutDefects(answered);
        code(answered, "questionnaire", Vocabulary.QUESTIONNAIRE);
        code(answered, "question", Vocabulary.QUESTION);
    }

    private static void purchase(Map<String, Object> made) {
        withoutDefects(made);
        code(made, "store", Vocabulary.STORE);
        code(made, "paymentMethod", Vocabulary.PAYMENT);
        code(made, "reason", Vocabulary.REASON);
        for (Map<String, Object> line : lines(made)) {
            name(line, "id");
            code(line, "product", Vocabulary.PRODUCT);
        }
    }

    private static void goodsBack(Map<String, Object> returned) {
        withoutDefects(returned);
        code(returned, "reason", Vocabulary.REASON);
        returnedLines(returned);
    }

    private static void returnedLines(Map<String, Object> back) {
        lines(back).forEach(line -> name(line, "line"));
    }

    /** Words stay open as they were stored, and are read as personal. */
    private static void code(Map<String, Object> stored, String component, Vocabulary vocabulary) {
        if (stored.get(component) instanceof String told) {
            Code code = vocabulary.read(told).code();
            stored.put(component, code == null ? Map.of("text", told) : Map.of("code", code.value()));
        }
    }

    private static void name(Map<String, Object> stored, String component) {
        stored.computeIfPresent(
                component, (_, told) -> Code.standingFor((String) told).value());
    }

    private static List<Map<String, Object>> lines(Map<String, Object> stored) {
        return stored.get("lines") instanceof List<?> lines
                ? lines.stream().map(ContactFamily::map).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // of a stored document
    private static Map<String, Object> map(Object stored) {
        return (Map<String, Object>) stored;
    }
}
