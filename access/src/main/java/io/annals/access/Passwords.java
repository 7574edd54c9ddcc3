package io.annals.access;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.annals.edge.refusal.BadInput;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Which passwords are good enough: 12 to 128 characters of any kind, and none that is found within a hundred million
 * guesses by somebody who knows the lists of the most common ones, keyboards, and the user's name (zxcvbn). Nothing about
 * capitals or digits, no end after some months.
 */
@Configuration(proxyBeanMethods = false)
class Passwords {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;
    private static final int GUESSABLE_BELOW = 3; // zxcvbn: 3 is safely unguessable, from 10^8 guesses on
    private static final Zxcvbn GUESSES = new Zxcvbn();

    /** Argon2id with 16 MiB, 2 rounds, as Spring Security recommends; the name before the hash lets it change later. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new BoundedPasswordEncoder(
                new DelegatingPasswordEncoder(
                        "argon2",
                        Map.of(
                                "argon2",
                                Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8(),
                                "bcrypt",
                                new BCryptPasswordEncoder())),
                Runtime.getRuntime().availableProcessors());
    }

    /**
     * @throws BadInput with the field {@code password} and one of the reasons {@code too-short}, {@code too-long} and
     *     {@code too-common}, for a page to say in its language
     */
    static void check(String password, String name) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            throw new BadInput("password", "too-short");
        }
        if (length > LONGEST) {
            throw new BadInput("password", "too-long");
        }
        if (GUESSES.measure(password, List.of(name, "annals")).getScore() < GUESSABLE_BELOW) {
            throw new BadInput("password", "too-common");
        }
    }
}
