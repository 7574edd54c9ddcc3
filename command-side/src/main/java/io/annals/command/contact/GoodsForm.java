package io.annals.command.contact;

import io.annals.command.Texts;
import io.annals.command.contact.content.ContentForm;
import io.annals.command.contact.content.Fields;
import io.annals.edge.refusal.BadInput;
import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.PurchaseMade;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.PurchaseLine;
import io.annals.events.contact.Vocabulary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads goods as they are told: money and quantities strictly, since what contradicts itself adds up to nothing. Of a purchase
 * {@code lines} (each {@code id}, {@code product}, {@code quantity}, {@code price}), {@code store}, {@code paymentMethod},
 * {@code reason}.
 */
@Component
record GoodsForm(JsonMapper json) implements ContentForm {
    private static final int MOST_LINES = 1_000;
    private static final BigDecimal LARGEST_QUANTITY = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal LARGEST_PRICE = new BigDecimal("1000000000000");

    /** What is told strictly of a purchase. */
    private record Bought(List<Line> lines) {
        private record Line(BigDecimal quantity, Money price) {}
    }

    /** What is told strictly of a return. */
    private record Returned(Named purchase, List<Item> lines) {
        private record Item(@Nullable BigDecimal quantity) {}
    }

    /** A purchase, by its channel and that channel's own id of it. */
    record Named(String channel, String externalId) {}

    /** What comes back, of which purchase. */
    record Back(Named purchase, List<TakeGoodsBack.Item> items) {}

    @Override
    public ContactKind kind() {
        return ContactKind.PURCHASE;
    }

    @Override
    public Function<Contact, ContactMade> read(Told told) {
        Fields in = told.in();
        List<PurchaseLine> lines = lines(
                in, strictly(in.object(), Bought.class, "quantity", "price").lines());
        CodedText store = in.coded("store", Vocabulary.STORE);
        CodedText paymentMethod = in.coded("paymentMethod", Vocabulary.PAYMENT);
        CodedText reason = in.coded("reason", Vocabulary.REASON);
        Money total = Money.total(lines.stream().map(PurchaseLine::price).toList());
        return contact -> new PurchaseMade(contact, lines, total, store, paymentMethod, reason);
    }

    private static List<PurchaseLine> lines(Fields in, List<Bought.Line> bought) {
        refuseNoneOrTooMany(bought.size());
        Set<Code> ids = new HashSet<>();
        List<PurchaseLine> lines = new ArrayList<>();
        for (int i = 0; i < bought.size(); i++) {
            String field = "content.lines[" + i + "]";
            Bought.Line line = bought.get(i);
            refuseContradictions(line, bought.getFirst(), field);
            Fields named = in.element("lines", i);
            Code id = id(named, i + 1, ids);
            lines.add(new PurchaseLine(
                    id, named.neededCoded("product", Vocabulary.PRODUCT), line.quantity(), line.price()));
            named.told("quantity");
            named.told("price");
            named.nothingElse();
        }
        return List.copyOf(lines);
    }

    private static void refuseContradictions(Bought.Line line, Bought.Line first, String field) {
        Money price = line.price();
        if (price.isNegative() || price.getAmount().compareTo(LARGEST_PRICE) > 0) {
            throw new BadInput(field + ".price.amount", "must lie between 0 and " + LARGEST_PRICE);
        }
        if (!price.isSameCurrency(first.price())) {
            throw new BadInput(field + ".price.currency", "must be the same as that of the first line");
        }
        quantity(line.quantity(), field);
    }

    /** A line that has no id, or one of those before, is known by its number. */
    private static Code id(Fields line, int number, Set<Code> taken) {
        String told = line.line("id", Texts.LINE);
        Code id = Code.standingFor(told == null || told.isEmpty() ? String.valueOf(number) : told);
        if (told == null || told.isEmpty()) {
            line.missing("id");
        }
        for (int again = number; !taken.add(id); again++) {
            if (again == number && told != null) {
                line.unusable("id", told);
            }
            id = new Code("line-" + again);
        }
        return id;
    }

    Back back(Fields in) {
        Returned returned = strictly(in.object(), Returned.class, "quantity");
        refuseNoneOrTooMany(returned.lines().size());
        Set<Code> named = new HashSet<>();
        List<TakeGoodsBack.Item> items = new ArrayList<>();
        for (int i = 0; i < returned.lines().size(); i++) {
            String field = "content.lines[" + i + "]";
            Fields told = in.element("lines", i);
            String line = told.line("line", Texts.LINE);
            if (line == null || line.isEmpty()) {
                throw new BadInput(field + ".line", "is missing");
            }
            Code id = Code.standingFor(line);
            if (!named.add(id)) {
                throw new BadInput(field + ".line", "must be unique");
            }
            BigDecimal quantity = returned.lines().get(i).quantity();
            items.add(new TakeGoodsBack.Item(id, quantity == null ? null : quantity(quantity, field)));
            told.told("quantity");
            told.nothingElse();
        }
        in.told("purchase");
        return new Back(returned.purchase(), List.copyOf(items));
    }

    private static void refuseNoneOrTooMany(int lines) {
        if (lines == 0 || lines > MOST_LINES) {
            throw new BadInput("content.lines", "must be 1 to " + MOST_LINES + " lines");
        }
    }

    private static BigDecimal quantity(BigDecimal quantity, String field) {
        if (quantity.signum() <= 0 || quantity.compareTo(LARGEST_QUANTITY) > 0) {
            throw new BadInput(field + ".quantity", "must be more than 0, and at most " + LARGEST_QUANTITY);
        }
        return quantity;
    }

    /** @param ofLines what of each line is read strictly */
    private <T> T strictly(JsonNode content, Class<T> type, String... ofLines) {
        ObjectNode strict = JsonNodeFactory.instance.objectNode();
        if (content.has("purchase") && type == Returned.class) {
            strict.set("purchase", content.get("purchase"));
        }
        if (content.has("lines")) {
            strict.set("lines", lines(content.get("lines"), ofLines));
        }
        try {
            return json.treeToValue(strict, type);
        } catch (DatabindException e) {
            throw e.prependPath(ContactForm.class, "content");
        }
    }

    private static JsonNode lines(JsonNode told, String... names) {
        if (!told.isArray()) {
            return told;
        }
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        for (JsonNode line : told) {
            lines.add(line instanceof ObjectNode object ? object.deepCopy().retain(names) : line);
        }
        return lines;
    }
}
