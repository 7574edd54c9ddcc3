package io.annals.edge.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.refusal.BadInput;
import java.util.Base64;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("quick")
class CursorTest {
    @Test
    void a_cursor_comes_back_as_it_went_out() {
        Cursor cursor =
                new Cursor("-at,_id", 4711, true, List.of(new BsonDateTime(-1), BsonNull.VALUE, new BsonString("ə")));

        assertThat(Cursor.of(cursor.text())).isEqualTo(cursor);
        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "BQAAAAA", "////", "DAAAABAAAAAAAAAA", " "})
    void what_is_no_cursor_is_refused_by_its_name(String text) {
        assertThatThrownBy(() -> Pages.of(text, 50))
                .isInstanceOfSatisfying(
                        BadInput.class, refusal -> assertThat(refusal.field()).isEqualTo("cursor"));
        assertThatThrownBy(() -> Pages.of("A".repeat(100_000), 50)).isInstanceOf(BadInput.class);
    }

    /** It would be put into a question to the database. */
    @Test
    void a_cursor_that_holds_more_than_plain_values_is_refused() {
        BsonDocument forged = new BsonDocument("o", new BsonString("+_id"))
                .append("s", new BsonInt64(0))
                .append("c", BsonBoolean.FALSE)
                .append("a", new BsonArray(List.of(new BsonRegularExpression(".*"))));
        byte[] bytes = new byte
                [new RawBsonDocument(forged, new BsonDocumentCodec())
                        .getByteBuffer()
                        .remaining()];
        new RawBsonDocument(forged, new BsonDocumentCodec()).getByteBuffer().get(bytes);

        assertThatThrownBy(() -> Cursor.of(Base64.getUrlEncoder().encodeToString(bytes)))
                .isInstanceOf(BadInput.class);
    }
}
