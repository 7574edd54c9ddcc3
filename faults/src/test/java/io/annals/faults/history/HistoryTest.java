package io.annals.faults.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.faults.history.Operation.Acknowledged;
import io.annals.faults.history.Operation.PrimaryDied;
import io.annals.faults.history.Operation.Proposed;
import io.annals.faults.history.Operation.Seen;
import io.annals.faults.history.Operation.Struck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of history. */
@Tag("quick")
class HistoryTest {
    private static final List<Operation> OPERATIONS = List.of(
            new Proposed("a", 1, "c", List.of("s/0"), Map.of("r", 3L)),
            new Acknowledged("a", 2, "c", 1),
            new Seen("r", 3, List.of("1:c")),
            new PrimaryDied("nemesis", 4),
            new Struck("nemesis", 4, 5, "kill", true, "m0"));

    @TempDir
    private Path folder;

    @Test
    void reads_as_it_was_written() throws IOException {
        written();

        assertThat(History.all(folder)).isEqualTo(OPERATIONS);
    }

    @Test
    void a_last_line_that_a_kill_tore_is_passed_over() throws IOException {
        Files.writeString(written(), "{\"op\":\"ackno", StandardOpenOption.APPEND);

        assertThat(History.all(folder)).isEqualTo(OPERATIONS);
    }

    @Test
    void a_torn_line_in_the_middle_is_not() throws IOException {
        Files.writeString(written(), "{\"op\":\"ackno\n{}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> History.all(folder)).isInstanceOf(IOException.class);
    }

    private Path written() throws IOException {
        Path file = folder.resolve("a.jsonl");
        try (History history = History.in(file)) {
            OPERATIONS.forEach(history::add);
        }
        return file;
    }
}
