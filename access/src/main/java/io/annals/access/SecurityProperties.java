package io.annals.access;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How strong the door is.
 *
 * @param secondFactor whether people need an authenticator beside their password; without it, {@code required} unless the
 *     server listens on loopback alone
 * @param breachedPasswords a file of the SHA-1 of passwords that nobody may choose, sorted; without it, zxcvbn's lists alone
 */
@ConfigurationProperties("annals.security")
record SecurityProperties(
        @Nullable SecondFactor secondFactor, @Nullable Path breachedPasswords) {
    enum SecondFactor {
        /** Nobody comes in by a password alone: whoever has no authenticator sets one up on the way in. */
        REQUIRED,
        /** Whoever has set one up needs it. */
        OFFERED
    }
}
