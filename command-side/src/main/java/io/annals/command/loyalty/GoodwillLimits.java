package io.annals.command.loyalty;

import io.annals.edge.Role;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much goodwill each role may give. A role that is not named gives none.
 *
 * @param limits by role: {@code annals.loyalty.goodwill.limits.agent.grant=500}, {@code ….day=2000}; what is set goes before
 *     what is usual
 */
@ConfigurationProperties("annals.loyalty.goodwill")
record GoodwillLimits(@DefaultValue Map<Role, Limit> limits) {
    private static final Map<Role, Limit> USUAL = Map.of(
            Role.AGENT, new Limit(500, 2_000),
            Role.SUPERVISOR, new Limit(5_000, 20_000),
            Role.MANAGER, new Limit(20_000, 100_000));

    GoodwillLimits {
        Map<Role, Limit> all = new EnumMap<>(USUAL);
        all.putAll(limits);
        limits = Map.copyOf(all);
    }

    /**
     * In points.
     *
     * @param grant the most at once
     * @param day the most on one day (UTC), all customers taken together
     */
    record Limit(long grant, long day) {
        Limit {
            if (grant < 0 || day < grant) {
                throw new IllegalArgumentException(
                        "annals.loyalty.goodwill.limits: 0 ≤ grant ≤ day, not " + grant + " and " + day);
            }
        }

        private Limit orMore(Limit other) {
            return new Limit(Math.max(grant, other.grant), Math.max(day, other.day));
        }
    }

    /** What somebody of these roles may give: the most that any of them may. */
    Optional<Limit> of(Collection<Role> roles) {
        return roles.stream()
                .filter(limits::containsKey)
                .map(role -> limits.getOrDefault(role, new Limit(0, 0)))
                .reduce(Limit::orMore);
    }
}
