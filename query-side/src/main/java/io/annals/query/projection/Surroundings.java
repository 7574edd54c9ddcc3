package io.annals.query.projection;

import com.mongodb.client.MongoDatabase;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.log.EventLog;
import io.annals.log.axon.LogMessageSource;
import java.util.concurrent.ExecutorService;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/**
 * What projections work with and share.
 *
 * @param folding where projections of one reader fold side by side
 */
record Surroundings(
        MongoDatabase database,
        EventLog log,
        LogMessageSource source,
        EventEncoding encoding,
        Keyring keyring,
        TokenStore tokens,
        ProgressStore standings,
        Signals signals,
        ExecutorService folding,
        ProjectionSettings settings) {}
