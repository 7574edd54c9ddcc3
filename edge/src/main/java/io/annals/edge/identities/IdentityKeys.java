package io.annals.edge.identities;

import io.annals.edge.identities.IdentityText.Name;
import io.annals.encoding.Pseudonyms;
import io.annals.events.customer.IdentityKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keyed hashes under which identities are kept. Those of the first edition of the rules are as they always were; a name
 * that meant something else as well under those rules has a key of its own since, so that a claim says by which rules it was
 * made.
 */
public final class IdentityKeys {
    private static final String DOMAIN = "identity";

    private final Pseudonyms pseudonyms;
    private final @Nullable String region;

    /** @param region where phone numbers without a country code are dialled (ISO 3166-1 alpha-2), or null */
    public IdentityKeys(Pseudonyms pseudonyms, @Nullable String region) {
        this.pseudonyms = pseudonyms;
        this.region = region;
    }

    /** @throws io.annals.edge.refusal.BadInput as {@link IdentityText#read} does */
    public IdentityText read(IdentityKind kind, String raw, String field) {
        return IdentityText.read(kind, raw, field, region);
    }

    /** What it may be, as {@link Recognition#of}. */
    public List<Recognition> recognise(String typed) {
        return Recognition.of(typed, region);
    }

    /** Under which it is claimed. */
    public String key(IdentityText identity) {
        return key(identity.kind(), identity.name());
    }

    /** Under which it may have been claimed before. */
    public List<String> formerKeys(IdentityText identity) {
        return identity.former().stream()
                .map(name -> key(identity.kind(), name))
                .toList();
    }

    /** Under any of which it may be found, the present one first. */
    public List<String> keys(IdentityText identity) {
        return Stream.concat(Stream.of(key(identity)), formerKeys(identity).stream())
                .toList();
    }

    private String key(IdentityKind kind, Name name) {
        return name.rule() == 1
                ? pseudonyms.of(DOMAIN, kind.name(), name.text())
                : pseudonyms.of(DOMAIN, kind.name(), "rule " + name.rule(), name.text());
    }

    /**
     * A hash of what was told that stays the same whatever becomes of the rules: by it a channel's second telling is known for
     * the same. Of anything, usable or not.
     */
    public String told(IdentityKind kind, String raw) {
        return pseudonyms.of(
                DOMAIN, kind.name(), FormerText.of(kind, raw, region).orElse(raw));
    }
}
