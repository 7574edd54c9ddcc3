package io.annals.command.contact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Answers on their way out: kept in memory while they leave at once, in a temporary file while nobody reads them. So a
 * sender that reads late neither holds up the batch nor fills the memory. Holds nothing personal.
 */
final class Spool implements AutoCloseable {
    private static final int IN_MEMORY = 1 << 20;
    private static final int AT_ONCE = 1 << 16;

    private ByteArrayOutputStream young = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private long written;
    private long taken;
    private boolean closed;

    /** Adds a line. Never waits; once this is closed the line is forgotten. */
    synchronized void put(byte[] line) throws IOException {
        if (closed) {
            return;
        }
        if (taken == written && young.size() + line.length < IN_MEMORY) {
            young.writeBytes(line);
            young.write('\n');
        } else {
            append(line);
        }
        notifyAll();
    }

    /** Some of what is there, in order; waits for it. Empty once this is closed and all is taken. */
    synchronized byte[] take() throws IOException, InterruptedException {
        while (young.size() == 0 && taken == written && !closed) {
            wait();
        }
        if (young.size() > 0) {
            byte[] all = young.toByteArray();
            young = new ByteArrayOutputStream();
            return all;
        }
        return taken < written ? fromFile() : new byte[0];
    }

    /** Nothing more comes. What is there may still be taken; the file goes with the last of it. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (taken == written) {
            dropFile();
        }
        notifyAll();
    }

    private void append(byte[] line) throws IOException {
        if (file == null) {
            Path path = Files.createTempFile("annals-answers-", ".ndjson");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        while (bytes.hasRemaining()) {
            written += file.write(bytes, written);
        }
    }

    private byte[] fromFile() throws IOException {
        if (file == null) {
            throw new IllegalStateException("the file is gone before what it holds");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(AT_ONCE, written - taken));
        taken += file.read(bytes, taken);
        if (taken == written) {
            dropFile();
        }
        return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    }

    private void dropFile() throws IOException {
        if (file != null) {
            file.close();
            file = null;
            written = 0;
            taken = 0;
        }
    }
}
