package io.annals.command.contact.content;

import io.annals.events.Personal;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.FormSubmitted;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Vocabulary;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** {@code form}, {@code fields}. */
@Component
final class SubmittedForm implements ContentForm {
    @Override
    public ContactKind kind() {
        return ContactKind.FORM;
    }

    @Override
    public Function<Contact, ContactMade> read(Told told) {
        Fields in = told.in();
        CodedText form = in.neededCoded("form", Vocabulary.FORM);
        Personal<Map<String, String>> fields = Personal.of(in.entries("fields"));
        return contact -> new FormSubmitted(contact, form, fields);
    }
}
