package io.annals.command.contact.content;

import io.annals.command.Texts;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.InterviewHeld;
import io.annals.events.contact.ContactKind;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** {@code topic}, {@code durationSeconds}, {@code summary}. */
@Component
final class InterviewForm implements ContentForm {
    @Override
    public ContactKind kind() {
        return ContactKind.INTERVIEW;
    }

    @Override
    public Function<Contact, ContactMade> read(Told told) {
        Fields in = told.in();
        Personal<String> topic = Personal.of(in.neededLine("topic", Texts.LINE));
        Duration duration = in.duration("durationSeconds");
        Personal<String> summary = in.personalText("summary");
        return contact -> new InterviewHeld(contact, topic, duration, summary);
    }
}
