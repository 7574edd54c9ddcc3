package io.annals.log.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngineTest;
import org.axonframework.eventsourcing.eventstore.EventStorageEngineTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Axon's own tests, all of them. */
@Timeout(60)
class LogEventStorageEngineTest
        extends AbstractEventStorageEngineTest<LogEventStorageEngine, LogEventStorageEngine.Builder> {
    private final FreshLog fresh = new FreshLog();
    private final BegunAnywhere log = new BegunAnywhere(fresh.log());

    @BeforeEach
    void open() {
        setTestSubject(createEngine());
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Override
    protected LogEventStorageEngine createEngine(UnaryOperator<LogEventStorageEngine.Builder> customization) {
        return customization
                .apply(LogEventStorageEngine.builder(log, new TextEncoding())
                        .snapshots(fresh.snapshots(), new TextStates()))
                .build();
    }

    @Test
    void no_test_of_axons_is_overridden_away() {
        List<String> theirs = Stream.of(EventStorageEngineTest.class, AbstractEventStorageEngineTest.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .toList();

        assertThat(theirs).hasSizeGreaterThan(20);
        assertThat(Arrays.stream(getClass().getDeclaredMethods()).map(Method::getName))
                .doesNotContainAnyElementsOf(theirs);
    }
}
