package io.annals.command.contact.content;

import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.VisitMade;
import io.annals.events.contact.ContactKind;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** {@code address}, {@code durationSeconds}, {@code report}. */
@Component
final class VisitForm implements ContentForm {
    @Override
    public ContactKind kind() {
        return ContactKind.VISIT;
    }

    @Override
    public Function<Contact, ContactMade> read(Told told) {
        Fields in = told.in();
        Personal<String> address = in.personalLine("address");
        Duration duration = in.duration("durationSeconds");
        Personal<String> report = in.neededText("report");
        return contact -> new VisitMade(contact, address, duration, report);
    }
}
