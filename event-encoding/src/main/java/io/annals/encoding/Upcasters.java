package io.annals.encoding;

import java.util.List;
import org.bson.BsonArray;

/** All upcasters, by name and revision. None is ever taken out: the log keeps every revision for ever. */
final class Upcasters {
    static final List<Upcaster> ALL = List.of(
            // notes mentioned nobody
            new Upcaster("contact.NoteTaken", 1, note -> note.append("mentions", new BsonArray())));

    private Upcasters() {}
}
