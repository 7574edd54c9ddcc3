package io.annals.command.contact;

import io.annals.encoding.Pseudonyms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Tells whether two contacts say the same: a keyed hash of all that was told, whatever the order of the properties and
 * however numbers are written ({@code 2}, {@code 2.0}). What is null counts as left out, so that a property added to a kind
 * later changes no earlier contact's fingerprint.
 */
final class Fingerprints {
    private static final int LONGEST_NUMBER = 1_000;

    private final Pseudonyms pseudonyms;

    Fingerprints(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /**
     * The fingerprint of what was told.
     *
     * @param frame what was told besides the content and the name, in a fixed order
     * @param name of the customer. Earlier versions had it in the fingerprint; now it is always empty, since it may be learnt
     *     between two deliveries of the same
     */
    String of(List<String> frame, String name, JsonNode content) {
        List<String> parts = new ArrayList<>(frame);
        parts.add(name);
        tell(content, parts);
        return pseudonyms.of("fingerprint", parts.toArray(String[]::new));
    }

    /** Brackets and kinds are parts of their own, so that no two contents flatten to the same list. */
    private static void tell(JsonNode node, List<String> parts) {
        if (node.isObject()) {
            parts.add("{");
            for (String name : new TreeSet<>(node.propertyNames())) {
                if (!node.path(name).isNull()) {
                    parts.add(name);
                    tell(node.path(name), parts);
                }
            }
            parts.add("}");
        } else if (node.isArray()) {
            parts.add("[");
            node.forEach(element -> tell(element, parts));
            parts.add("]");
        } else if (node.isNumber()) {
            parts.add("#");
            parts.add(plain(node.decimalValue()));
        } else {
            parts.add("=");
            parts.add(node.asString());
        }
    }

    /** Zero of any scale is zero; {@code 1e1000000000} written out would take all memory. */
    private static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal shortest = number.stripTrailingZeros();
        return Math.abs((long) shortest.scale()) > LONGEST_NUMBER ? shortest.toString() : shortest.toPlainString();
    }
}
