package io.annals.query.contact;

import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.LinesTakenBack;
import io.annals.query.timeline.EntryContent;
import io.annals.query.timeline.TimelineEntries;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A contact shows what was told of it, under the names with which it was posted; so a new kind needs no word here. */
public final class ContactEntries implements TimelineEntries<ContactEvent> {
    /** Of which each entry has its own. */
    private static final Set<String> ELSEWHERE = Set.of("contact", "customer", "occurredAt");

    @Override
    public Class<ContactEvent> family() {
        return ContactEvent.class;
    }

    @Override
    public Optional<Told> of(ContactEvent fact) {
        Map<String, Object> content = EntryContent.of((Record) fact, ELSEWHERE);
        return Optional.of(
                switch (fact) {
                    case ContactMade made -> made(made, content);
                    case LinesTakenBack back ->
                        new Told("lines-taken-back", null, null, back.takenBackBy(), null, content);
                });
    }

    private static Told made(ContactMade made, Map<String, Object> content) {
        Contact contact = made.contact();
        content.put("externalId", contact.externalId());
        if (!contact.defects().isEmpty()) {
            content.put(
                    "defects",
                    contact.defects().stream().map(EntryContent::shown).toList());
        }
        return new Told(word(made.kind()), contact.channel(), word(contact.direction()), contact.id(), null, content);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
