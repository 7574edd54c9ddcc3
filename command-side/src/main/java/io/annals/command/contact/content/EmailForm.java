package io.annals.command.contact.content;

import io.annals.command.Texts;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.EmailSent;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Direction;
import io.annals.events.customer.IdentityKind;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** {@code from} (inbound) or {@code to} (outbound), {@code subject}, {@code text}; an empty subject is a subject, an empty text a text. */
@Component
final class EmailForm implements ContentForm {
    @Override
    public ContactKind kind() {
        return ContactKind.EMAIL;
    }

    @Override
    public Function<Contact, ContactMade> read(Told told) {
        Fields in = told.in();
        boolean sent = told.direction() == Direction.OUTBOUND;
        Personal<String> address = told.customerSide(sent ? "to" : "from", IdentityKind.EMAIL);
        String subject = in.line("subject", Texts.LINE);
        String text = in.text("text");
        Personal<String> about = Personal.of(subject == null ? "" : subject);
        Personal<String> said = Personal.of(text == null ? "" : text);
        in.line(sent ? "from" : "to", Texts.LINE); // the company's own side of it is known
        return sent
                ? contact -> new EmailSent(contact, address, about, said)
                : contact -> new EmailReceived(contact, address, about, said);
    }
}
