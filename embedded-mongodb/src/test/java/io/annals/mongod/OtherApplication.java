package io.annals.mongod;

import io.annals.mongod.EmbeddedMongod.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** An application in a JVM of its own: starts a mongod, and ends when its input does. */
final class OtherApplication implements AutoCloseable {
    private final Process process;
    private final BufferedReader log;

    private OtherApplication(Process process) {
        this.process = process;
        this.log = process.inputReader();
    }

    static OtherApplication on(Path home) throws IOException {
        return run(home, "lasting");
    }

    static OtherApplication onEphemeral(Path home) throws IOException {
        return run(home, "ephemeral");
    }

    private static OtherApplication run(Path home, String kind) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new OtherApplication(new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherApplication.class.getName(),
                        home.toString(),
                        kind)
                .redirectErrorStream(true)
                .start());
    }

    /** Its {@code main}: no call of {@code close}, since what happens without one is what is tested. */
    static void main(String[] arguments) throws IOException {
        EmbeddedMongod.start(Options.in(Path.of(arguments[0]))
                .withBinaries(EmbeddedMongod.ordinaryBinaries())
                .withEphemeral(arguments[1].equals("ephemeral")));
        while (System.in.read() >= 0) {
            // lives on until its input ends
        }
    }

    /** The first line of its log that contains this. */
    String readUntil(String text) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains(text)) {
                return line;
            }
            seen.append(line).append('\n');
        }
        throw new IOException("it ended without saying '" + text + "' but said\n" + seen);
    }

    void endByItself() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    void kill9() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill9();
    }
}
