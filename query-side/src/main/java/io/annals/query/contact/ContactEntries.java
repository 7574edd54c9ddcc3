package io.annals.query.contact;

import io.annals.events.Field;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.LinesTakenBack;
import io.annals.events.contact.ContactKind;
import io.annals.query.timeline.EntryContent;
import io.annals.query.timeline.TimelineEntries;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A contact shows what was told of it, under the names with which it was posted; so a new kind needs no word here. */
public final class ContactEntries implements TimelineEntries<ContactEvent> {
    /** Of which each entry has its own. */
    private static final Set<String> ELSEWHERE = Set.of("contact", "customer", "occurredAt");

    private static final Map<Class<? extends ContactEvent>, String> KINDS = kindsOfContact();

    private static Map<Class<? extends ContactEvent>, String> kindsOfContact() {
        Map<Class<? extends ContactEvent>, String> kinds =
                new HashMap<>(Map.of(LinesTakenBack.class, "lines-taken-back"));
        for (ContactKind kind : ContactKind.values()) {
            kind.facts().forEach(fact -> kinds.put(fact, word(kind)));
        }
        return Map.copyOf(kinds);
    }

    @Override
    public Class<ContactEvent> family() {
        return ContactEvent.class;
    }

    @Override
    public Map<Class<? extends ContactEvent>, String> kinds() {
        return KINDS;
    }

    @Override
    public Optional<Told> of(ContactEvent fact) {
        Map<String, Object> content = EntryContent.of((Record) fact, ELSEWHERE);
        return Optional.of(
                switch (fact) {
                    case ContactMade made -> made(made, content);
                    case LinesTakenBack back -> new Told(null, null, back.takenBackBy(), null, content);
                });
    }

    /** What every contact has, save of what its entry has its own. */
    @Override
    public Map<String, Field> more() {
        return Map.of("externalId", Field.IDENTITIES, "defects", Field.TEXTS);
    }

    private static Told made(ContactMade made, Map<String, Object> content) {
        Contact contact = made.contact();
        content.put("externalId", contact.externalId());
        if (!contact.defects().isEmpty()) {
            content.put(
                    "defects",
                    contact.defects().stream().map(EntryContent::shown).toList());
        }
        return new Told(contact.channel(), word(contact.direction()), contact.id(), null, content);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
