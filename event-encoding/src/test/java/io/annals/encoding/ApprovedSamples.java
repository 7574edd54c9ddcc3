package io.annals.encoding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How each revision of each event is stored, as JSON in a file {@code <type>.<rev>.json} that a person has looked at.
 *
 * @param approving whether a sample that is missing is written; one that is there is never changed
 */
record ApprovedSamples(Path folder, boolean approving) {
    private static final String PROPERTY = "annals.approve";
    private static final String END = ".json";

    /** One file. */
    record Sample(String type, int rev, String json) {}

    static ApprovedSamples ofThisRoom() {
        return new ApprovedSamples(Path.of("src/test/resources/approved"), Boolean.getBoolean(PROPERTY));
    }

    /** @param written what today's encoder writes, for the one who approves */
    Sample sample(String type, int rev, String written) throws IOException {
        Path file = folder.resolve(type + "." + rev + END);
        if (Files.notExists(file) && approving) {
            Files.writeString(file, written + "\n");
        }
        if (Files.notExists(file)) {
            throw new AssertionError("no approved sample of " + type + " revision " + rev
                    + ": if it shall be stored for ever as it is below, write the file with -D" + PROPERTY
                    + "=true and commit it as " + file + "\n" + written);
        }
        return read(file);
    }

    List<Sample> all() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(ApprovedSamples::read).toList();
        }
    }

    private static Sample read(Path file) {
        String name = file.getFileName().toString().replace(END, "");
        int dot = name.lastIndexOf('.');
        try {
            return new Sample(
                    name.substring(0, dot),
                    Integer.parseInt(name.substring(dot + 1)),
                    Files.readString(file).strip());
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }
}
