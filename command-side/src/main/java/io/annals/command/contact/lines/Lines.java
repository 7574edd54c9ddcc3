package io.annals.command.contact.lines;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a body holds, one after the other. For one thread. */
public interface Lines {
    /** No line may be longer than this, in bytes. */
    int LONGEST = 1 << 20;

    /**
     * The next line that is not blank; null at the end. Waits for the sender.
     *
     * @throws IOException when the body breaks off
     */
    @Nullable
    Line next() throws IOException;

    /** Whether some of the next line is there already, so that {@link #next} hardly waits. */
    boolean ready() throws IOException;

    /**
     * One line.
     *
     * @param number of its first physical line in the body, from 1
     * @param bytes how much memory it takes
     * @param content reads it, on whatever thread asks; throws a {@code Refusal} or a {@code JacksonException} when it cannot be read
     */
    record Line(long number, int bytes, Supplier<JsonNode> content) {}
}
