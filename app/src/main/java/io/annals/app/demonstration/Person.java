package io.annals.app.demonstration;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Somebody invented who deals with the company.
 *
 * @param phone of a range that a regulator keeps for fiction, or null
 * @param language in which they write, one of the desk's
 */
public record Person(String name, String email, @Nullable String phone, String language, String city) {

    /** How a contact names them: a call by the number too, where they have one. */
    Map<String, Object> knownBy(boolean dialling) {
        Map<String, Object> known = new TreeMap<>(Map.of("name", name, "email", email));
        if (dialling && phone != null) {
            known.put("phone", phone);
        }
        return known;
    }
}
