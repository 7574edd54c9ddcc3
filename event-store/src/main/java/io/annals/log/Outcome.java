package io.annals.log;

/** What became of a batch, once it is certain. {@code landed}: how many of its drafts, from the first on, are durable. */
sealed interface Outcome {
    int landed();

    /** All of it is durable. */
    record Landed(int landed) implements Outcome {}

    /** Another appender's commit stands where the next draft should. */
    record RaceLost(int landed) implements Outcome {}

    /** The next draft's place in one of its streams is taken. */
    record PlaceTaken(int landed) implements Outcome {}
}
