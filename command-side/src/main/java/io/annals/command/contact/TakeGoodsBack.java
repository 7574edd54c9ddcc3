package io.annals.command.contact;

import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactId;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goods of a purchase come back.
 *
 * @param known who brings them; nothing known means the one who bought
 * @param told of the customer to register if nobody is known by {@code known}
 */
record TakeGoodsBack(
        KnownBy known,
        Contact told,
        ContactId purchase,
        List<Item> items,
        @Nullable CodedText reason,
        Recognition recognition)
        implements ContactCommand {

    /** @param quantity more than zero; null for all that is left of the line */
    record Item(Code line, @Nullable BigDecimal quantity) {}
}
