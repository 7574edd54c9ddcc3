package io.annals.command.contact.content;

import io.annals.events.Personal;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.QuestionAnswered;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Vocabulary;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** {@code questionnaire}, {@code question}, {@code answer}. */
@Component
final class QuestionnaireForm implements ContentForm {
    @Override
    public ContactKind kind() {
        return ContactKind.QUESTIONNAIRE;
    }

    @Override
    public Function<Contact, ContactMade> read(Told told) {
        Fields in = told.in();
        CodedText questionnaire = in.neededCoded("questionnaire", Vocabulary.QUESTIONNAIRE);
        CodedText question = in.neededCoded("question", Vocabulary.QUESTION);
        Personal<String> answer = in.neededText("answer");
        return contact -> new QuestionAnswered(contact, questionnaire, question, answer);
    }
}
