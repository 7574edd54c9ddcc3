package io.annals.encoding;

import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Vocabulary;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** All upcasters, by name and revision. None is ever taken out: the log keeps every revision for ever. */
final class Upcasters {
    static final List<Upcaster> ALL = List.of(
            // notes mentioned nobody
            new Upcaster("contact.NoteTaken", 1, note -> note.append("mentions", new BsonArray())),

            // contacts were recorded as they were told or not at all; what names something was free text
            new Upcaster("contact.NoteTaken", 2, Upcasters::withoutDefects),
            new Upcaster("contact.EmailReceived", 1, Upcasters::withoutDefects),
            new Upcaster("contact.EmailSent", 1, Upcasters::withoutDefects),
            new Upcaster("contact.ChatMessagePosted", 1, Upcasters::withoutDefects),
            new Upcaster("contact.InterviewHeld", 1, Upcasters::withoutDefects),
            new Upcaster("contact.VisitMade", 1, Upcasters::withoutDefects),
            new Upcaster("contact.CallMade", 1, call -> coded(withoutDefects(call), "outcome", Vocabulary.OUTCOME)),
            new Upcaster("contact.FormSubmitted", 1, form -> coded(withoutDefects(form), "form", Vocabulary.FORM)),
            new Upcaster("contact.QuestionAnswered", 1, Upcasters::question),
            new Upcaster("contact.PurchaseMade", 1, Upcasters::purchase),
            new Upcaster("contact.PurchaseReturned", 1, Upcasters::goodsBack),
            new Upcaster("contact.LinesTakenBack", 1, back -> each(back, "lines", Upcasters::returnedLine)));

    private Upcasters() {}

    private static BsonDocument withoutDefects(BsonDocument made) {
        made.getDocument("contact").append("defects", new BsonArray());
        return made;
    }

    private static BsonDocument question(BsonDocument answered) {
        coded(answered, "questionnaire", Vocabulary.QUESTIONNAIRE);
        return coded(withoutDefects(answered), "question", Vocabulary.QUESTION);
    }

    private static BsonDocument purchase(BsonDocument made) {
        coded(made, "store", Vocabulary.STORE);
        coded(made, "paymentMethod", Vocabulary.PAYMENT);
        coded(made, "reason", Vocabulary.REASON);
        return each(withoutDefects(made), "lines", line -> coded(naming(line, "id"), "product", Vocabulary.PRODUCT));
    }

    private static BsonDocument goodsBack(BsonDocument returned) {
        return each(coded(withoutDefects(returned), "reason", Vocabulary.REASON), "lines", Upcasters::returnedLine);
    }

    private static BsonDocument returnedLine(BsonDocument line) {
        return naming(line, "line");
    }

    /** Words stay open as they were stored, and are read as personal. */
    private static BsonDocument coded(BsonDocument document, String name, Vocabulary vocabulary) {
        BsonValue told = document.get(name);
        if (told != null && told.isString()) {
            CodedText read = vocabulary.read(told.asString().getValue());
            document.put(
                    name,
                    read.code() == null
                            ? new BsonDocument("text", told)
                            : new BsonDocument(
                                    "code", new BsonString(read.code().value())));
        }
        return document;
    }

    private static BsonDocument naming(BsonDocument document, String name) {
        String told = document.getString(name).getValue();
        return document.append(name, new BsonString(Code.standingFor(told).value()));
    }

    private static BsonDocument each(BsonDocument document, String name, UnaryOperator<BsonDocument> change) {
        BsonArray all = document.getArray(name);
        all.replaceAll(one -> change.apply(one.asDocument()));
        return document;
    }
}
