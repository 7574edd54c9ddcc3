package io.annals.query.loyalty;

import io.annals.query.projection.Projection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the accounts of points are stored. */
@Configuration(proxyBeanMethods = false)
public class LoyaltyProjection {
    public static final Projection<LoyaltyView> LOYALTY =
            new Projection<>("loyalty", new LoyaltyFold(), LoyaltyView.class, List.of());

    private LoyaltyProjection() {}

    @Bean
    Projection<LoyaltyView> loyaltyProjection() {
        return LOYALTY;
    }
}
