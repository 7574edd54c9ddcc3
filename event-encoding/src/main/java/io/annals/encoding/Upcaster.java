package io.annals.encoding;

import java.util.function.UnaryOperator;
import org.bson.BsonDocument;

/**
 * Makes the next revision out of an old one, on the stored form. Personal components are closed to it: it may move, rename
 * or drop them, and not look inside. A component that becomes personal may stay as it stands: it is read as erased once its
 * subject is.
 *
 * @param type public name such as {@code contact.EmailReceived}
 * @param fromRev the revision that it takes; it makes the one after
 * @param change gets a copy of its own and may change it
 */
record Upcaster(String type, int fromRev, UnaryOperator<BsonDocument> change) {}
