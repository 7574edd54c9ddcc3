package io.annals.encoding;

import java.util.List;

/** All upcasters, by name and revision. None is ever taken out: the log keeps every revision for ever. */
final class Upcasters {
    static final List<Upcaster> ALL = List.of();

    private Upcasters() {}
}
