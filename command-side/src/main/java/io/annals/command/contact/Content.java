package io.annals.command.contact;

import io.annals.events.contact.ContactKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A contact's own content, as it is sent: one record a kind. Durations are whole seconds. */
sealed interface Content {
    record Email(
            @Nullable String from,
            @Nullable String to,
            @Nullable String subject,
            @Nullable String text) implements Content {}

    record Call(
            @Nullable Integer durationSeconds,
            @Nullable String outcome,
            @Nullable String summary) implements Content {}

    record Chat(@Nullable String conversation, String text) implements Content {}

    record Form(String form, Map<String, String> fields) implements Content {}

    record Questionnaire(String questionnaire, String question, String answer) implements Content {}

    record Interview(
            String topic,
            @Nullable Integer durationSeconds,
            @Nullable String summary) implements Content {}

    record Purchase(
            List<Line> lines,
            @Nullable String store,
            @Nullable String paymentMethod,
            @Nullable String reason) implements Content {
        /** @param price what was paid for the whole line */
        record Line(String id, String product, BigDecimal quantity, Money price) {}
    }

    record Return(
            Named purchase, List<Item> lines, @Nullable String reason) implements Content {
        /** A purchase, by its channel and that channel's own id of it. */
        record Named(String channel, String externalId) {}

        /** @param quantity without it: all that is left of the line */
        record Item(String line, @Nullable BigDecimal quantity) {}
    }

    record Visit(@Nullable String address, @Nullable Integer durationSeconds, String report) implements Content {}

    /** @param mentions login names of colleagues who are to see it */
    record Note(String text, @Nullable Set<String> mentions) implements Content {}

    static Class<? extends Content> of(ContactKind kind) {
        return switch (kind) {
            case EMAIL -> Email.class;
            case CALL -> Call.class;
            case CHAT -> Chat.class;
            case FORM -> Form.class;
            case QUESTIONNAIRE -> Questionnaire.class;
            case INTERVIEW -> Interview.class;
            case PURCHASE -> Purchase.class;
            case RETURN -> Return.class;
            case VISIT -> Visit.class;
            case NOTE -> Note.class;
        };
    }
}
