package io.annals.log;

import java.util.Arrays;
import java.util.HexFormat;

/** A link of the hash chain: 32 bytes. */
public record ChainHash(byte[] bytes) {
    /** What the first commit names as its predecessor. */
    public static final ChainHash GENESIS = new ChainHash(new byte[32]);

    @Override
    public boolean equals(Object o) {
        return o instanceof ChainHash other && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
