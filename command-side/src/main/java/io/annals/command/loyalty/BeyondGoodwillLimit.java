package io.annals.command.loyalty;

import io.annals.edge.refusal.RuleBroken;
import java.util.Map;

/** Goodwill is given within the limits of the giver's role. */
final class BeyondGoodwillLimit extends RuleBroken {
    private static final long serialVersionUID = 1L;

    private BeyondGoodwillLimit(String rule, String sentence, Map<String, Long> numbers) {
        super(rule, sentence, numbers);
    }

    static BeyondGoodwillLimit atOnce(long asked, long limit) {
        return new BeyondGoodwillLimit(
                "goodwill-limit-of-a-grant",
                "Your role gives at most " + limit + " points of goodwill at once.",
                Map.of("asked", asked, "limit", limit));
    }

    static BeyondGoodwillLimit onOneDay(long asked, long used, long limit) {
        return new BeyondGoodwillLimit(
                "goodwill-limit-of-a-day",
                "Your role gives at most " + limit + " points of goodwill a day, and " + used + " are given.",
                Map.of("asked", asked, "used", used, "limit", limit));
    }
}
