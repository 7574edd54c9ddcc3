package io.annals.app.demonstration.contact;

import io.annals.app.demonstration.Colleague;
import io.annals.app.demonstration.Scene;
import io.annals.app.demonstration.Story;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Something is bought, in the shop or on the web; some of it comes back, and some tell how they liked it. */
final class Purchase implements Story {
    private record Ware(String product, String price) {}

    private static final List<Ware> WARES = List.of(
            new Ware("Espresso-3", "349.00"),
            new Ware("Grinder-2", "89.90"),
            new Ware("Kettle-1", "44.50"),
            new Ware("Lamp-Nova", "62.00"),
            new Ware("Bulbs-E27", "11.96"),
            new Ware("Filter-Set", "18.40"),
            new Ware("Toaster-2", "54.90"),
            new Ware("Teapot-4", "27.00"));

    @Override
    public int share() {
        return 24;
    }

    @Override
    public void tell(Scene scene) {
        boolean inShop = scene.happens(0.5);
        Colleague till = inShop ? Colleague.TILL : Colleague.CHANNELS;
        String channel = inShop ? "store-12" : "web-shop";
        String receipt = scene.newId();
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int i = scene.between(1, 3); i > 0; i--) {
            lines.add(line(lines.size() + 1, scene.oneOf(WARES), scene.between(1, 10) > 8 ? 2 : 1));
        }
        String payment = scene.oneOf(inShop ? List.of("card", "card", "cash") : List.of("card", "invoice", "transfer"));
        scene.contact(till, "purchase", channel, "inbound", Map.of("lines", lines, "paymentMethod", payment));
        if (scene.happens(0.35)) {
            scene.pass(Duration.ofDays(2), Duration.ofDays(5));
            asked(scene, "recommend", String.valueOf(scene.between(6, 10)));
            asked(scene, "why", scene.phrase("reason"));
        }
        if (scene.happens(0.18)) {
            scene.pass(Duration.ofDays(1), Duration.ofDays(7));
            scene.contact(
                    till,
                    "return",
                    channel,
                    "inbound",
                    Map.of(
                            "purchase",
                            Map.of("channel", channel, "externalId", receipt),
                            "lines",
                            List.of(Map.of("line", "1", "quantity", 1)),
                            "reason",
                            scene.oneOf(List.of("changed-mind", "wrong-item", "defective"))));
        }
    }

    private static Map<String, Object> line(int number, Ware ware, int quantity) {
        BigDecimal price = new BigDecimal(ware.price()).multiply(BigDecimal.valueOf(quantity));
        return Map.of(
                "id",
                String.valueOf(number),
                "product",
                ware.product(),
                "quantity",
                quantity,
                "price",
                Map.of("amount", price.toPlainString(), "currency", "EUR"));
    }

    private static void asked(Scene scene, String question, String answer) {
        scene.comesIn(
                "questionnaire",
                "web",
                Map.of("questionnaire", "after-purchase", "question", question, "answer", answer));
    }
}
