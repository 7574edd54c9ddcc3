package io.annals.query.live;

import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Grants;
import io.annals.edge.Role;
import io.annals.edge.refusal.NotAllowed;
import io.annals.edge.refusal.Refusal;
import io.annals.events.Field;
import io.annals.query.live.presence.Whereabouts;
import io.annals.query.visibility.Belongings;
import io.annals.query.visibility.Reads;
import io.annals.query.visibility.Says;
import io.annals.query.visibility.Visibility;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who may watch what. Asked at every subscription, and again whenever what somebody may do has changed. Thread safe. */
final class Access {
    private static final Set<Role> ONE_CUSTOMER = EnumSet.complementOf(EnumSet.of(Role.TILL));
    private static final Set<Role> MANY = EnumSet.of(
            Role.AGENT, Role.SUPERVISOR, Role.SALES, Role.MANAGER, Role.AUDITOR, Role.SERVICE, Role.ADMINISTRATOR);

    private static final Set<Role> LISTS = EnumSet.complementOf(EnumSet.of(Role.TILL, Role.CUSTOMER));

    /** Of what the topics tell that features declare. */
    private static final Map<TopicKind, Set<Field>> DECLARED = TopicKind.ALL.stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), kind -> Says.ofClass(kind.getClass())));

    private final Grants grants;
    private final Belongings belongings;
    private final Reads reads;

    Access(Grants grants, Belongings belongings, Reads reads) {
        this.grants = grants;
        this.belongings = belongings;
        this.reads = reads;
    }

    /** Why somebody may not watch a topic; empty when they may. A customer beyond their scope is one who is not there. */
    Optional<Refusal> refusal(Actor actor, Topic topic) {
        boolean may = switch (topic) {
            case Topic.Customer _ -> has(actor, ONE_CUSTOMER);
            case Topic.All _, Topic.Channel _ -> has(actor, MANY);
            case Topic.Customers _ -> has(actor, LISTS);
            case Topic.Declared declared ->
                Visibility.of(actor).fields().containsAll(Objects.requireNonNull(DECLARED.get(declared.kind())));
        };
        if (!may) {
            return Optional.of(new NotAllowed("Your role may not watch this."));
        }
        if (topic instanceof Topic.Declared(TopicKind kind, String name)) {
            return kind.refusal(actor, name).map(NotAllowed::new);
        }
        boolean seen = !(topic instanceof Topic.Customer(String subject)) || belongings.reaches(actor.scope(), subject);
        return seen ? Optional.empty() : Optional.of(Visibility.unknownCustomer());
    }

    /** Who is one with a customer at a position, the survivor first. */
    List<String> members(String subject, long at) {
        return belongings.members(subject, at);
    }

    /** Why somebody may not say that they are there; empty when they may. */
    Optional<Refusal> refusal(Actor actor, Whereabouts where) {
        if (!hearsOfColleagues(Visibility.of(actor))) {
            return Optional.of(new NotAllowed("Your role has no colleagues here."));
        }
        return where.customer() == null ? Optional.empty() : refusal(actor, new Topic.Customer(where.customer()));
    }

    /** Who does not see who recorded something does not see who is about to. */
    static boolean hearsOfColleagues(Visibility visibility) {
        return visibility.sees(Field.COLLEAGUES);
    }

    private static boolean has(Actor actor, Set<Role> any) {
        return actor.roles().stream().anyMatch(any::contains);
    }

    /**
     * Notes that somebody watches a topic from now on.
     *
     * @throws io.annals.edge.refusal.TooMany when too many of this actor's wait to be noted
     * @throws io.annals.log.LogUnavailable when that cannot be noted at the moment
     */
    void note(Actor actor, Topic topic) {
        reads.refuseIfFull(actor);
        List<String> customers = topic instanceof Topic.Customer(String subject) ? List.of(subject) : List.of();
        reads.note(actor, "live", customers, topic.text());
    }

    /** The same person by a newer token; empty when it lets nobody in, or somebody else. */
    Optional<Actor> renewed(Actor actor, String token) {
        return grants.by(token).filter(same -> same.name().equals(actor.name()));
    }

    /** Who comes in by this grant now; empty when it has ended. */
    Optional<Actor> now(Grant grant) {
        return grants.now(grant);
    }
}
