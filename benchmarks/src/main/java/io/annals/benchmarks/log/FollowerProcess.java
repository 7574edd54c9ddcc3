package io.annals.benchmarks.log;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Place;
import io.annals.log.EventLog.Tail;
import io.annals.log.MongoEventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * A JVM of its own that follows the log. It is told positions, one a line, follows up to there and answers with the
 * histogram of what was delivered.
 */
final class FollowerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream questions;

    private FollowerProcess(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts it at the log's end; returns when it follows. */
    static FollowerProcess start(String connection, String database) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dlogback.configurationFile=benchmarks-logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FollowerProcess.class.getName(),
                        connection,
                        database)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        FollowerProcess follower = new FollowerProcess(process);
        follower.tryClock();
        return follower;
    }

    /** @throws IllegalStateException where the two processes do not read one clock: then nothing can be said */
    private void tryClock() throws IOException {
        answer(); // it follows
        long before = System.nanoTime();
        questions.println("clock");
        long there = Long.parseLong(answer());
        if (there < before || there > System.nanoTime()) {
            close();
            throw new IllegalStateException("System.nanoTime of two processes is not one clock on this system");
        }
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the follower has ended");
        }
        return line;
    }

    /** Has it follow up to a position that is still to come. */
    void follow(long position) {
        questions.println(position);
    }

    /** Waits until it has got there; nanoseconds from due to delivered, of what came since it was told. */
    Histogram delivered() throws IOException {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(answer())), 0);
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        questions.close(); // it ends with its input
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The other side. */
    public static void main(String[] args) throws IOException, InterruptedException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (MongoClient client = MongoClients.create(args[0]);
                EventLog log = MongoEventLog.open(client, args[1], InstantSource.system(), new SimpleMeterRegistry());
                Tail tail = log.tail(Place.after(log.head()))) {
            System.out.println("following");
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                if (line.equals("clock")) {
                    System.out.println(System.nanoTime());
                } else {
                    Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
                    Deliveries.follow(tail, Long.parseLong(line), nanos);
                    System.out.println(encoded(nanos));
                }
            }
        }
    }

    private static String encoded(Histogram nanos) {
        ByteBuffer bytes = ByteBuffer.allocate(nanos.getNeededByteBufferCapacity());
        int length = nanos.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes.array(), length));
    }
}
