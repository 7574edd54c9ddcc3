package io.annals.log;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The contract, held by the log on a real MongoDB. */
class MongoEventLogTest {
    private final Databases databases = Databases.fresh();

    @AfterEach
    void close() {
        databases.close();
    }

    private EventLog log(InstantSource clock) {
        return databases.log(clock, LogSettings.ordinary());
    }

    @Nested
    class Appends extends AppendingContract {
        @Override
        EventLog open(InstantSource clock) {
            return log(clock);
        }
    }

    @Nested
    class Decides extends DecidingContract {
        @Override
        EventLog open(InstantSource clock) {
            return log(clock);
        }
    }

    @Nested
    class Reads extends ReadingContract {
        @Override
        EventLog open(InstantSource clock) {
            return log(clock);
        }
    }

    @Nested
    class Follows extends FollowingContract {
        @Override
        EventLog open(InstantSource clock) {
            return log(clock);
        }
    }
}
