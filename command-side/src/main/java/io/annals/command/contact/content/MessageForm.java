package io.annals.command.contact.content;

import io.annals.command.Texts;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.MessageSent;
import io.annals.events.contact.ContactKind;
import io.annals.events.customer.IdentityKind;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code address} (the customer's number or name there), {@code conversation}, {@code text}, {@code mediaType}. */
@Component
final class MessageForm implements ContentForm {
    /** Two restricted names (RFC 6838, 4.2), without parameters. */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

    @Override
    public ContactKind kind() {
        return ContactKind.MESSAGE;
    }

    @Override
    public Function<Contact, ContactMade> read(Told told) {
        Fields in = told.in();
        Personal<String> address = told.customerSide("address", IdentityKind.PHONE);
        Personal<String> conversation = in.personalLine("conversation");
        String mediaType = mediaType(in);
        Personal<String> text = mediaType == null
                ? in.neededText("text")
                : Personal.of(Objects.requireNonNullElse(in.text("text"), "")); // a picture needs no words
        return contact -> new MessageSent(contact, address, conversation, text, mediaType);
    }

    private static @Nullable String mediaType(Fields in) {
        String told = in.line("mediaType", Texts.LINE);
        if (told == null || told.isEmpty()) {
            return null;
        }
        String type = told.toLowerCase(Locale.ROOT);
        if (MEDIA_TYPE.matcher(type).matches()) {
            return type;
        }
        in.unusable("mediaType", told);
        return null;
    }
}
