package io.annals.command.contact.content;

import io.annals.command.Texts;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactKind;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code text}, {@code mentions} (login names of colleagues). */
@Component
final class NoteForm implements ContentForm {
    private static final int MOST_MENTIONS = 50;

    @Override
    public ContactKind kind() {
        return ContactKind.NOTE;
    }

    @Override
    public Function<Contact, ContactMade> read(Told told) {
        Fields in = told.in();
        Personal<String> text = in.neededText("text");
        Set<String> mentions = mentions(in);
        return contact -> new NoteTaken(contact, text, mentions);
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
