package io.annals.faults.nemesis;

/** A fault that cannot be done here and now; it does not count as one. */
final class DidNotTake extends RuntimeException {
    DidNotTake(String why) {
        super(why);
    }
}
