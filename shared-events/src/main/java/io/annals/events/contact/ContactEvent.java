package io.annals.events.contact;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.PublicName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The family of the streams {@code contact-…}. */
public sealed interface ContactEvent extends Fact {
    @Override
    CustomerId customer();

    /** A contact took place; the first fact of its stream. One record a kind (and for e-mail a direction). */
    sealed interface ContactMade extends ContactEvent {
        Contact contact();

        @Override
        default CustomerId customer() {
            return contact().customer();
        }

        @Override
        default Instant occurredAt() {
            return contact().occurredAt();
        }

        @Override
        default String stream() {
            return contact().id().stream();
        }

        default ContactKind kind() {
            return switch (this) {
                case EmailReceived _, EmailSent _ -> ContactKind.EMAIL;
                case CallMade _ -> ContactKind.CALL;
                case ChatMessagePosted _ -> ContactKind.CHAT;
                case FormSubmitted _ -> ContactKind.FORM;
                case QuestionAnswered _ -> ContactKind.QUESTIONNAIRE;
                case InterviewHeld _ -> ContactKind.INTERVIEW;
                case PurchaseMade _ -> ContactKind.PURCHASE;
                case PurchaseReturned _ -> ContactKind.RETURN;
                case VisitMade _ -> ContactKind.VISIT;
                case NoteTaken _ -> ContactKind.NOTE;
            };
        }
    }

    @PublicName("contact.EmailReceived")
    record EmailReceived(Contact contact, Personal<String> from, Personal<String> subject, Personal<String> text)
            implements ContactMade {}

    @PublicName("contact.EmailSent")
    record EmailSent(Contact contact, Personal<String> to, Personal<String> subject, Personal<String> text)
            implements ContactMade {}

    /** A call in either direction; {@code outcome} as {@link Vocabulary#OUTCOME} names it. */
    @PublicName("contact.CallMade")
    record CallMade(
            Contact contact,
            @Nullable Duration duration,
            @Nullable CodedText outcome,
            @Nullable Personal<String> summary)
            implements ContactMade {
        /** Whether nobody spoke to anybody, as far as the outcome tells. */
        public boolean missed() {
            return outcome != null && outcome.code() != null && Vocabulary.MISSED.contains(outcome.code());
        }
    }

    /** One message of a chat; {@code conversation} is the chat's own id of the talk it belongs to. */
    @PublicName("contact.ChatMessagePosted")
    record ChatMessagePosted(Contact contact, @Nullable Personal<String> conversation, Personal<String> text)
            implements ContactMade {}

    @PublicName("contact.FormSubmitted")
    record FormSubmitted(Contact contact, CodedText form, Personal<Map<String, String>> fields)
            implements ContactMade {}

    @PublicName("contact.QuestionAnswered")
    record QuestionAnswered(Contact contact, CodedText questionnaire, CodedText question, Personal<String> answer)
            implements ContactMade {}

    @PublicName("contact.InterviewHeld")
    record InterviewHeld(
            Contact contact,
            Personal<String> topic,
            @Nullable Duration duration,
            @Nullable Personal<String> summary) implements ContactMade {}

    /**
     * A purchase, all lines in one currency.
     *
     * @param total the sum of the lines' prices
     * @param store where, if the channel does not say it
     * @param paymentMethod how it was paid, such as {@code card} or {@code cash}, where known
     * @param reason why it was bought, such as {@code gift}, where known
     */
    @PublicName("contact.PurchaseMade")
    record PurchaseMade(
            Contact contact,
            List<PurchaseLine> lines,
            Money total,
            @Nullable CodedText store,
            @Nullable CodedText paymentMethod,
            @Nullable CodedText reason)
            implements ContactMade {}

    /** Goods came back; what it does to the purchase is {@link LinesTakenBack}, in the same commit. */
    @PublicName("contact.PurchaseReturned")
    record PurchaseReturned(
            Contact contact,
            ContactId purchase,
            List<ReturnedLine> lines,
            Money refund,
            @Nullable CodedText reason) implements ContactMade {}

    @PublicName("contact.VisitMade")
    record VisitMade(
            Contact contact,
            @Nullable Personal<String> address,
            @Nullable Duration duration,
            Personal<String> report) implements ContactMade {}

    /** @param mentions login names of the colleagues who are to see it; may be empty */
    @PublicName("contact.NoteTaken")
    record NoteTaken(Contact contact, Personal<String> text, Set<String> mentions) implements ContactMade {
        /** A note that mentions nobody. */
        public NoteTaken(Contact contact, Personal<String> text) {
            this(contact, text, Set.of());
        }
    }

    /**
     * Lines of this purchase went back, by the contact {@code takenBackBy}. Told in the purchase's own stream, so that
     * no line goes back twice, and of the customer who bought, whoever brought the goods.
     *
     * @param totalBefore what the purchase came to before this return
     * @param totalAfter what it comes to now: never below zero, {@code totalBefore} less the lines' refunds
     */
    @PublicName("contact.LinesTakenBack")
    record LinesTakenBack(
            ContactId purchase,
            CustomerId customer,
            ContactId takenBackBy,
            List<ReturnedLine> lines,
            Money totalBefore,
            Money totalAfter,
            Instant occurredAt)
            implements ContactEvent {
        @Override
        public String stream() {
            return purchase.stream();
        }
    }
}
