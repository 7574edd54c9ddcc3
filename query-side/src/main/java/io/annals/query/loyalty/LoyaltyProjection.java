package io.annals.query.loyalty;

import io.annals.query.projection.Projection;
import java.util.List;

/** How the accounts of points are stored. */
public final class LoyaltyProjection {
    public static final Projection<LoyaltyView> LOYALTY =
            new Projection<>("loyalty", new LoyaltyFold(), LoyaltyView.class, List.of());

    private LoyaltyProjection() {}
}
