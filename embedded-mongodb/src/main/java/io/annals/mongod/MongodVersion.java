package io.annals.mongod;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of mongod, such as 7.0.34; what stands behind the third number does not count. */
record MongodVersion(int major, int minor, int patch) implements Comparable<MongodVersion> {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5}).*");
    private static final Comparator<MongodVersion> BY_NUMBER = Comparator.comparingInt(MongodVersion::major)
            .thenComparingInt(MongodVersion::minor)
            .thenComparingInt(MongodVersion::patch);

    /**
     * The first patch of each line without CVE-2025-14847 (SERVER-115508): before it, anybody who could connect read pieces
     * of mongod's memory by messages compressed with zlib.
     */
    private static final Map<String, Integer> MENDED = Map.of("6.0", 27, "7.0", 28, "8.0", 17, "8.2", 3);

    private static final MongodVersion LAST_LINE_WITH_THE_FAULT = new MongodVersion(8, 2, 0);

    /** Empty when the text begins with no version. */
    static Optional<MongodVersion> of(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.matches()
                ? Optional.of(new MongodVersion(
                        Integer.parseInt(numbers.group(1)),
                        Integer.parseInt(numbers.group(2)),
                        Integer.parseInt(numbers.group(3))))
                : Optional.empty();
    }

    /** Whether it has no fault that this room knows of. */
    boolean isMended() {
        Integer first = MENDED.get(major + "." + minor);
        return first == null ? compareTo(LAST_LINE_WITH_THE_FAULT) > 0 : patch >= first;
    }

    @Override
    public int compareTo(MongodVersion other) {
        return BY_NUMBER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
