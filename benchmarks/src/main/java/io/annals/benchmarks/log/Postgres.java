package io.annals.benchmarks.log;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The peer on PostgreSQL, where that is installed. */
final class Postgres implements AutoCloseable {
    private final @Nullable PostgresServer server;
    private final @Nullable AxonEngine engine;

    private Postgres(@Nullable PostgresServer server, @Nullable AxonEngine engine) {
        this.server = server;
        this.engine = engine;
    }

    /** Starts it with empty tables. */
    static Postgres ifInstalled(Samples samples) throws Exception {
        PostgresServer server = PostgresServer.startIfInstalled().orElse(null);
        return new Postgres(server, server == null ? null : AxonEngine.jdbc(server, samples));
    }

    Optional<AxonEngine> engine() {
        return Optional.ofNullable(engine);
    }

    /** The sentence to say where it is not installed. */
    List<String> absence() {
        return server == null
                ? List.of("PostgreSQL is not installed (no initdb on the PATH or below /usr/lib/postgresql):"
                        + " Axon's JDBC engine is left out.")
                : List.of();
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
