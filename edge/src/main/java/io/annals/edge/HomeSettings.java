package io.annals.edge;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where things are.
 *
 * @param home the folder with this installation's secrets; without it {@code .annals} in the user's own
 */
@ConfigurationProperties("annals")
record HomeSettings(@Nullable Path home, @DefaultValue Mongodb mongodb) {

    /**
     * Where MongoDB is.
     *
     * @param uri of the replica set; without it somebody else must provide the client, as the embedded start does
     * @param database the database's name
     */
    record Mongodb(
            @Nullable String uri, @DefaultValue("annals") String database) {}

    /** Where the secrets lie, unless the environment holds them. */
    Path secrets() {
        return (home == null ? Path.of(System.getProperty("user.home"), ".annals") : home).resolve("secrets");
    }
}
