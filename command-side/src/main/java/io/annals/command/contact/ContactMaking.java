package io.annals.command.contact;

import io.annals.command.Identity;
import io.annals.command.Texts;
import io.annals.edge.refusal.BadInput;
import io.annals.events.Personal;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.CallMade;
import io.annals.events.contact.ContactEvent.ChatMessagePosted;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.EmailSent;
import io.annals.events.contact.ContactEvent.FormSubmitted;
import io.annals.events.contact.ContactEvent.InterviewHeld;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactEvent.QuestionAnswered;
import io.annals.events.contact.ContactEvent.VisitMade;
import io.annals.events.contact.Direction;
import io.annals.events.contact.Vocabulary;
import io.annals.events.customer.IdentityKind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Makes the fact of a kind's content. Named in the content:
 *
 * <ul>
 *   <li>e-mail: {@code from} (inbound) or {@code to} (outbound), {@code subject}, {@code text}
 *   <li>call: {@code durationSeconds}, {@code outcome}, {@code summary}
 *   <li>chat: {@code conversation}, {@code text}; note: {@code text}, {@code mentions} (login names of colleagues)
 *   <li>form: {@code form}, {@code fields}; questionnaire: {@code questionnaire}, {@code question}, {@code answer}
 *   <li>interview: {@code topic}, {@code durationSeconds}, {@code summary}
 *   <li>visit: {@code address}, {@code durationSeconds}, {@code report}
 *   <li>purchase: {@code lines} (each {@code id}, {@code product}, {@code quantity}, {@code price}), {@code store},
 *       {@code paymentMethod}, {@code reason}
 * </ul>
 *
 * What a {@link Vocabulary} is for is taken as its code, else as words.
 */
final class ContactMaking {
    private static final int MOST_MENTIONS = 50;

    private ContactMaking() {}

    /**
     * Reads the content at once; the fact is made when the contact is known whole.
     *
     * @param form whose content {@code in} is
     * @param goods reads what was bought, strictly
     * @throws BadInput when goods contradict themselves
     */
    static Function<Contact, ContactMade> of(
            ContactForm form, Direction direction, Fields in, KnownBy known, GoodsForm goods) {
        return switch (form.kind()) {
            case EMAIL -> email(form, direction, in, known);
            case CALL -> {
                Duration duration = in.duration("durationSeconds");
                CodedText outcome = in.coded("outcome", Vocabulary.OUTCOME);
                Personal<String> summary = in.personalText("summary");
                yield contact -> new CallMade(contact, duration, outcome, summary);
            }
            case CHAT -> {
                Personal<String> conversation = in.personalLine("conversation");
                Personal<String> text = in.neededText("text");
                yield contact -> new ChatMessagePosted(contact, conversation, text);
            }
            case FORM -> {
                CodedText name = in.neededCoded("form", Vocabulary.FORM);
                Personal<Map<String, String>> fields = Personal.of(in.entries("fields"));
                yield contact -> new FormSubmitted(contact, name, fields);
            }
            case QUESTIONNAIRE -> {
                CodedText questionnaire = in.neededCoded("questionnaire", Vocabulary.QUESTIONNAIRE);
                CodedText question = in.neededCoded("question", Vocabulary.QUESTION);
                Personal<String> answer = in.neededText("answer");
                yield contact -> new QuestionAnswered(contact, questionnaire, question, answer);
            }
            case INTERVIEW -> {
                Personal<String> topic = Personal.of(in.neededLine("topic", Texts.LINE));
                Duration duration = in.duration("durationSeconds");
                Personal<String> summary = in.personalText("summary");
                yield contact -> new InterviewHeld(contact, topic, duration, summary);
            }
            case PURCHASE -> goods.purchase(in, form.content());
            case VISIT -> {
                Personal<String> address = in.personalLine("address");
                Duration duration = in.duration("durationSeconds");
                Personal<String> report = in.neededText("report");
                yield contact -> new VisitMade(contact, address, duration, report);
            }
            case NOTE -> {
                Personal<String> text = in.neededText("text");
                Set<String> mentions = mentions(in);
                yield contact -> new NoteTaken(contact, text, mentions);
            }
            case RETURN -> throw new IllegalArgumentException("a return is decided on its purchase");
        };
    }

    /** An empty subject is a subject, an empty text a text. */
    private static Function<Contact, ContactMade> email(
            ContactForm form, Direction direction, Fields in, KnownBy known) {
        boolean sent = direction == Direction.OUTBOUND;
        Personal<String> address = address(form, in, sent ? "to" : "from", known);
        String subject = in.line("subject", Texts.LINE);
        String text = in.text("text");
        Personal<String> about = Personal.of(subject == null ? "" : subject);
        Personal<String> said = Personal.of(text == null ? "" : text);
        in.line(sent ? "from" : "to", Texts.LINE); // the company's own side of it is known
        return sent
                ? contact -> new EmailSent(contact, address, about, said)
                : contact -> new EmailReceived(contact, address, about, said);
    }

    /** The customer's side of an e-mail; by default the address by which they are known. */
    private static Personal<String> address(ContactForm form, Fields in, String field, KnownBy known) {
        String told = in.line(field, Texts.LINE);
        ContactForm.Customer by = form.customer();
        return Personal.of(Stream.of(
                        told,
                        known.identities().stream()
                                .filter(identity -> identity.kind() == IdentityKind.EMAIL)
                                .map(Identity::value)
                                .findFirst()
                                .orElse(null),
                        by == null ? null : by.email())
                .filter(one -> one != null && !one.isBlank())
                .findFirst()
                .orElseGet(() -> {
                    in.missing(field);
                    return "";
                }));
    }

    private static Set<String> mentions(Fields in) {
        JsonNode told = in.told("mentions");
        Set<String> mentions = new TreeSet<>();
        if (told != null && !told.isArray()) {
            in.unusable("mentions", told.toString());
        } else if (told != null) {
            told.forEach(name -> {
                if (mentions.size() < MOST_MENTIONS && name.isString() && Texts.isLoginName(name.asString())) {
                    mentions.add(name.asString());
                } else {
                    in.unusable("mentions", name.isContainer() ? name.toString() : name.asString());
                }
            });
        }
        return Set.copyOf(mentions);
    }
}
