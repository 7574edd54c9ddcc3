package io.annals.app.start;

import com.mongodb.client.MongoClient;
import io.annals.edge.EdgeConfig;
import io.annals.mongod.EmbeddedMongod;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A mongod of our own, unless {@code annals.mongodb.uri} names one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${annals.mongodb.uri:}'.isBlank()")
class Database {

    @Bean(destroyMethod = "close")
    EmbeddedMongod embeddedMongod(@Value("${annals.home}") Path home) {
        return EmbeddedMongod.start(EmbeddedMongod.Options.in(home));
    }

    @Bean(destroyMethod = "close")
    MongoClient mongoClient(EmbeddedMongod mongod) {
        return EdgeConfig.client(mongod.connectionString());
    }
}
