package io.annals.query.timeline.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonRegularExpression;
import org.bson.BsonValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("quick")
class WordQueryTest {
    private static List<String> expressions(String typed) {
        BsonDocument filter = WordQuery.of(typed, "q").in("words").toBsonDocument();
        return expressions((BsonValue) filter).toList();
    }

    private static Stream<String> expressions(BsonValue value) {
        return switch (value) {
            case BsonRegularExpression expression -> Stream.of(expression.getPattern());
            case BsonDocument document -> document.values().stream().flatMap(WordQueryTest::expressions);
            case BsonArray array -> array.stream().flatMap(WordQueryTest::expressions);
            default -> Stream.empty();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann.*@b",
                "[a-z]+ann",
                "(xy|yz)2",
                "a1\\E.*",
                "^ann$ bob.{3}",
                "12|23",
                "$where@x",
                "{\"$ne\":1}"
            })
    void what_is_typed_is_no_expression(String typed) {
        assertThat(expressions(typed)).isNotEmpty().allSatisfy(expression -> {
            assertThat(expression).startsWith("^\\Q").endsWith("\\E");
            String word = expression
                    .substring("^\\Q".length(), expression.length() - "\\E".length())
                    .replace("\\E\\\\E\\Q", "\\E");
            assertThat(expression).isEqualTo("^" + Pattern.quote(word));
        });
    }

    @Test
    void what_is_typed_is_found_as_it_is() {
        assertThat(expressions("ann"))
                .anySatisfy(expression -> assertThat(
                                Pattern.compile(expression).matcher("anna").find())
                        .isTrue());
    }
}
