package io.annals.edge;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param uri of the replica set; without it somebody else must provide the client, as the embedded start does
 * @param database the database's name
 */
@ConfigurationProperties("annals.mongodb")
record MongoSettings(
        @Nullable String uri, @DefaultValue("annals") String database) {}
