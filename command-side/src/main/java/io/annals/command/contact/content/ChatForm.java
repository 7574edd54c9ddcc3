package io.annals.command.contact.content;

import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ChatMessagePosted;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactKind;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** {@code conversation}, {@code text}. */
@Component
final class ChatForm implements ContentForm {
    @Override
    public ContactKind kind() {
        return ContactKind.CHAT;
    }

    @Override
    public Function<Contact, ContactMade> read(Told told) {
        Fields in = told.in();
        Personal<String> conversation = in.personalLine("conversation");
        Personal<String> text = in.neededText("text");
        return contact -> new ChatMessagePosted(contact, conversation, text);
    }
}
