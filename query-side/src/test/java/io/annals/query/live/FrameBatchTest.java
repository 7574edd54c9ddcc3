package io.annals.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("quick")
class FrameBatchTest {
    private static Frame frame(long position, String json) {
        return new Frame(new Topic.All(), false, position, StandardCharsets.UTF_8.encode(json));
    }

    private static List<FrameBatch> batches(int count, int bytes) {
        return FrameBatch.of(IntStream.range(0, count)
                .mapToObj(i -> frame(i, "x".repeat(bytes)))
                .toList());
    }

    private static String text(FrameBatch batch) {
        ByteBuffer message = batch.message().duplicate();
        message.position(message.get(1) < 126 ? 2 : 4);
        return StandardCharsets.UTF_8.decode(message).toString();
    }

    @Test
    void several_frames_are_one_message_with_a_line_for_each() {
        List<FrameBatch> batches = FrameBatch.of(List.of(frame(3, "{\"a\":1}"), frame(5, "{\"ä\":2}"), frame(9, "{}")));

        assertThat(batches).hasSize(1);
        assertThat(text(batches.getFirst())).isEqualTo("{\"a\":1}\n{\"ä\":2}\n{}");
        assertThat(batches.getFirst().position()).isEqualTo(3);
        assertThat(batches.getFirst().last()).isEqualTo(9);
        assertThat(batches.getFirst().bytes()).isEqualTo(2 + 7 + 1 + 8 + 1 + 2);
    }

    @Test
    void whoever_was_told_some_of_it_gets_the_rest() {
        FrameBatch batch = FrameBatch.of(LongStream.of(3, 5, 9)
                        .mapToObj(position -> frame(position, "{" + position + "}"))
                        .toList())
                .getFirst();

        assertThat(batch.after(2)).containsSame(batch);
        assertThat(batch.after(3).map(FrameBatchTest::text)).contains("{5}\n{9}");
        assertThat(batch.after(8).map(FrameBatchTest::text)).contains("{9}");
        assertThat(batch.after(9)).isEmpty();
    }

    @Test
    void a_message_holds_so_much_and_a_long_frame_goes_alone() {
        assertThat(batches(0, 0)).isEmpty();
        assertThat(batches(10, 4_095))
                .extracting(batch -> batch.frames().size())
                .containsExactly(4, 4, 2);
        assertThat(batches(3, 20_000))
                .extracting(batch -> batch.frames().size())
                .containsExactly(1, 1, 1);
    }

    /** RFC 6455, 5.2. */
    @ParameterizedTest
    @CsvSource({
        "0, 2, 81 00",
        "125, 2, 81 7d",
        "126, 4, 81 7e 00 7e",
        "65535, 4, 81 7e ff ff",
        "65536, 10, 81 7f 00 00 00 00 00 01 00 00"
    })
    void a_message_has_the_head_of_an_unmasked_text_frame(int length, int head, String bytes) {
        ByteBuffer message = batches(1, length).getFirst().message();

        byte[] found = new byte[head];
        message.duplicate().get(found);
        assertThat(HexFormat.ofDelimiter(" ").formatHex(found)).isEqualTo(bytes);
        assertThat(message.remaining()).isEqualTo(head + length);
    }
}
