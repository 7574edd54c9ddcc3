package io.annals.command.contact.content;

import io.annals.events.Personal;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.CallMade;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Vocabulary;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** {@code durationSeconds}, {@code outcome}, {@code summary}. */
@Component
final class CallForm implements ContentForm {
    @Override
    public ContactKind kind() {
        return ContactKind.CALL;
    }

    @Override
    public Function<Contact, ContactMade> read(Told told) {
        Fields in = told.in();
        Duration duration = in.duration("durationSeconds");
        CodedText outcome = in.coded("outcome", Vocabulary.OUTCOME);
        Personal<String> summary = in.personalText("summary");
        return contact -> new CallMade(contact, duration, outcome, summary);
    }
}
