package io.annals.query.party;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.CustomerId;
import io.annals.events.party.MembershipId;
import io.annals.events.party.PartyEvent;
import io.annals.events.party.PartyEvent.PersonJoined;
import io.annals.events.party.PartyEvent.PersonLeft;
import io.annals.query.party.Parties.Membership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds of who is in a group, whoever came and went before. */
@Tag("quick")
class PartiesProperties {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final CustomerId GROUP = new CustomerId(new UUID(1, 0));

    @Property(tries = 300)
    void who_is_in_a_group_at_any_position_is_who_came_and_did_not_leave(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 7) Integer> turns) {
        List<PartyEvent> told = new ArrayList<>();
        List<Set<UUID>> present = new ArrayList<>(List.of(Set.of()));
        Set<UUID> in = new LinkedHashSet<>();
        Map<Integer, UUID> latest = new HashMap<>();
        for (int turn : turns) {
            CustomerId person = new CustomerId(new UUID(2, turn));
            UUID there = latest.remove(turn);
            if (there == null) {
                UUID id = new UUID(3, told.size());
                told.add(new PersonJoined(GROUP, person, new MembershipId(id), null, null, null, "print", NOON));
                in.add(id);
                latest.put(turn, id);
            } else {
                told.add(new PersonLeft(GROUP, person, new MembershipId(there), "2026-03-03", NOON));
                in.remove(there);
            }
            present.add(new LinkedHashSet<>(in));
        }

        for (int position = 0; position < present.size(); position++) {
            assertThat(Parties.of(told.subList(0, position)).people().stream()
                            .filter(one -> one.until() == null)
                            .map(Membership::id)
                            .map(MembershipId::value))
                    .containsExactlyElementsOf(present.get(position));
        }
    }
}
