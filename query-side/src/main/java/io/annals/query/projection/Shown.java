package io.annals.query.projection;

import java.util.List;

/**
 * A view as it is shown: of one subject, or of several that are one.
 *
 * @param position what the view reflects: all of the subjects' events up to and including this position and none after
 * @param members the subjects, the one under whose id they are shown first; never empty
 * @param linked whether any of them is or was one with others
 */
public record Shown<V>(long position, V view, List<String> members, boolean linked) {
    /** Of one subject that never was one with any other. */
    public Shown(long position, V view, String subject) {
        this(position, view, List.of(subject), false);
    }

    /** The subject under whose id it is shown. */
    public String subject() {
        return members.getFirst();
    }
}
