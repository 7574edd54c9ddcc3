package io.annals.events;

import java.util.function.Function;

/**
 * A component that tells something of a person: known, or erased. The log keeps it encrypted with the subject's own
 * key; once that key is destroyed every reader, of any age, meets {@link Erased}.
 */
public sealed interface Personal<T> {
    /** The value as it was told. */
    record Known<T>(T value) implements Personal<T> {
        @Override
        public String toString() {
            return "Personal[…]"; // a log line or a stack trace must not tell what the log itself keeps secret
        }
    }

    /** The key is gone, and with it the value. */
    record Erased<T>() implements Personal<T> {}

    static <T> Personal<T> of(T value) {
        return new Known<>(value);
    }

    static <T> Personal<T> erased() {
        return new Erased<>();
    }

    default <R> Personal<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Known<T>(T value) -> of(change.apply(value));
            case Erased<T>() -> erased();
        };
    }

    default T orElse(T whenErased) {
        return switch (this) {
            case Known<T>(T value) -> value;
            case Erased<T>() -> whenErased;
        };
    }
}
