package io.annals.edge.paging;

import io.annals.edge.refusal.BadInput;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bson.BSONException;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/**
 * Where a page begins: behind an entry, which itself is not in it. Opaque to whoever gets it, and no secret: it holds what the
 * last entry of a page was sorted by.
 *
 * @param order which order it goes on in, as {@link Keyset#name} says
 * @param since the position of the log at which the first page was read; 0 for lists that nothing moves in
 * @param changed whether all has been told in the order asked for, and what follows is what has changed since
 * @param at the last entry's place; empty to begin with the first
 */
public record Cursor(String order, long since, boolean changed, List<BsonValue> at) {
    private static final int LONGEST = 2_000;
    private static final Set<BsonType> COMPARED = EnumSet.of(
            BsonType.NULL,
            BsonType.STRING,
            BsonType.DATE_TIME,
            BsonType.INT32,
            BsonType.INT64,
            BsonType.DOUBLE,
            BsonType.DECIMAL128,
            BsonType.OBJECT_ID);

    public Cursor {
        at = List.copyOf(at);
    }

    /** As it goes out. */
    public String text() {
        BsonDocument document = new BsonDocument("o", new BsonString(order))
                .append("s", new BsonInt64(since))
                .append("c", BsonBoolean.valueOf(changed))
                .append("a", new BsonArray(at));
        RawBsonDocument raw = new RawBsonDocument(document, new BsonDocumentCodec());
        byte[] bytes = new byte[raw.getByteBuffer().remaining()];
        raw.getByteBuffer().get(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The text of one that there may be. */
    public static @Nullable String text(@Nullable Cursor cursor) {
        return cursor == null ? null : cursor.text();
    }

    /** @throws BadInput when it is no cursor of ours */
    static Cursor of(String text) {
        if (text.length() > LONGEST) {
            throw notOurs();
        }
        try {
            BsonDocument document =
                    new RawBsonDocument(Base64.getUrlDecoder().decode(text)).decode(new BsonDocumentCodec());
            List<BsonValue> at = document.getArray("a").getValues();
            if (at.stream().allMatch(value -> COMPARED.contains(value.getBsonType()))) {
                return new Cursor(
                        document.getString("o").getValue(),
                        document.getInt64("s").getValue(),
                        document.getBoolean("c").getValue(),
                        at);
            }
        } catch (IllegalArgumentException | BSONException | IndexOutOfBoundsException notOurs) {
            // said below
        }
        throw notOurs();
    }

    /** For whoever tells by its content that it belongs to another list. */
    public static BadInput notOurs() {
        return new BadInput("cursor", "must be what an earlier page of the same list named as next");
    }

    /** The same, as of an earlier position. */
    public Cursor sinceAtMost(long position) {
        return new Cursor(order, Math.min(since, position), changed, at);
    }
}
