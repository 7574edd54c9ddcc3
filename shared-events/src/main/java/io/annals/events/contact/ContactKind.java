package io.annals.events.contact;

import io.annals.events.Open;
import io.annals.events.contact.ContactEvent.CallMade;
import io.annals.events.contact.ContactEvent.ChatMessagePosted;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.EmailSent;
import io.annals.events.contact.ContactEvent.FormSubmitted;
import io.annals.events.contact.ContactEvent.InterviewHeld;
import io.annals.events.contact.ContactEvent.MessageSent;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactEvent.PurchaseMade;
import io.annals.events.contact.ContactEvent.PurchaseReturned;
import io.annals.events.contact.ContactEvent.QuestionAnswered;
import io.annals.events.contact.ContactEvent.VisitMade;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The kinds of contact, as filters and reports name them. */
@Open
public enum ContactKind {
    EMAIL(Direction.INBOUND, EmailReceived.class, EmailSent.class),
    CALL(Direction.INBOUND, CallMade.class),
    CHAT(Direction.INBOUND, ChatMessagePosted.class),
    MESSAGE(Direction.INBOUND, MessageSent.class),
    FORM(Direction.INBOUND, FormSubmitted.class),
    QUESTIONNAIRE(Direction.INBOUND, QuestionAnswered.class),
    INTERVIEW(Direction.OUTBOUND, InterviewHeld.class),
    PURCHASE(Direction.INBOUND, PurchaseMade.class),
    RETURN(Direction.INBOUND, PurchaseReturned.class),
    VISIT(Direction.OUTBOUND, VisitMade.class),
    NOTE(Direction.INTERNAL, NoteTaken.class);

    private static final Map<Class<?>, ContactKind> BY_FACT = byFact();

    private final Direction usual;
    private final List<Class<? extends ContactMade>> facts;

    @SafeVarargs
    ContactKind(Direction usual, Class<? extends ContactMade>... facts) {
        this.usual = usual;
        this.facts = List.of(facts);
    }

    private static Map<Class<?>, ContactKind> byFact() {
        Map<Class<?>, ContactKind> byFact = new HashMap<>();
        for (ContactKind kind : values()) {
            kind.facts.forEach(fact -> byFact.put(fact, kind));
        }
        for (Class<?> fact : ContactMade.class.getPermittedSubclasses()) {
            if (!byFact.containsKey(fact)) {
                throw new IllegalStateException(fact + " is of no kind of contact");
            }
        }
        return Map.copyOf(byFact);
    }

    static ContactKind of(Class<? extends ContactMade> fact) {
        return Objects.requireNonNull(BY_FACT.get(fact));
    }

    /** What is told of contacts of this kind. */
    public List<Class<? extends ContactMade>> facts() {
        return facts;
    }

    /** Who turns to whom where nobody says it. */
    public Direction usual() {
        return usual;
    }
}
