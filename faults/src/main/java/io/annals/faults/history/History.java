package io.annals.faults.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of operations, one JSON line each. A line is handed to the operating system before {@link #add} returns, so
 * {@code kill -9} of the process loses none.
 */
public final class History implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final OutputStream file;

    private History(OutputStream file) {
        this.file = file;
    }

    public static History in(Path file) throws IOException {
        return new History(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    public synchronized void add(Operation operation) {
        try {
            file.write((JSON.writerFor(Operation.class).writeValueAsString(operation) + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** All operations of all histories in a folder, file by file. */
    public static List<Operation> all(Path folder) throws IOException {
        List<Operation> operations = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                read(file, operations);
            }
        }
        return operations;
    }

    private static void read(Path file, List<Operation> operations) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String next = lines.readLine();
            for (String line = next; line != null; line = next) {
                next = lines.readLine();
                try {
                    operations.add(JSON.readValue(line, Operation.class));
                } catch (JacksonException e) {
                    if (next != null) { // only a killed writer's last line may be torn
                        throw new IOException(file + " is no history: " + line, e);
                    }
                }
            }
        }
    }
}
