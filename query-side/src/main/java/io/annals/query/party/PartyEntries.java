package io.annals.query.party;

import io.annals.events.party.PartyEvent;
import io.annals.events.party.PartyEvent.DepartmentClosed;
import io.annals.events.party.PartyEvent.DepartmentFormed;
import io.annals.events.party.PartyEvent.DepartmentRenamed;
import io.annals.events.party.PartyEvent.GroupJoined;
import io.annals.events.party.PartyEvent.GroupLeft;
import io.annals.events.party.PartyEvent.PersonJoined;
import io.annals.events.party.PartyEvent.PersonLeft;
import io.annals.query.timeline.TimelineEntries;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** That somebody joined or left stands in the timelines of both; what became of a department in the organisation's. */
public final class PartyEntries implements TimelineEntries<PartyEvent> {
    @Override
    public Class<PartyEvent> family() {
        return PartyEvent.class;
    }

    @Override
    public Map<Class<? extends PartyEvent>, String> kinds() {
        return Map.of(
                DepartmentFormed.class, "department-formed",
                DepartmentRenamed.class, "department-renamed",
                DepartmentClosed.class, "department-closed",
                PersonJoined.class, "person-joined",
                PersonLeft.class, "person-left",
                GroupJoined.class, "group-joined",
                GroupLeft.class, "group-left");
    }

    @Override
    public Optional<Told> of(PartyEvent fact) {
        return Optional.of(
                switch (fact) {
                    case DepartmentFormed e -> department(e, "name", e.name());
                    case DepartmentRenamed e -> department(e, "name", e.name());
                    case DepartmentClosed e ->
                        Told.of("department", e.department().toString());
                    case PersonJoined e ->
                        Told.of(
                                "other",
                                e.other().toString(),
                                "role",
                                e.role(),
                                "department",
                                e.department() == null ? null : Objects.toString(e.department()),
                                "since",
                                e.since());
                    case GroupJoined e ->
                        Told.of(
                                "other",
                                e.other().toString(),
                                "role",
                                e.role(),
                                "department",
                                e.department() == null ? null : Objects.toString(e.department()),
                                "since",
                                e.since());
                    case PersonLeft e -> Told.of("other", e.other().toString(), "until", e.until());
                    case GroupLeft e -> Told.of("other", e.other().toString(), "until", e.until());
                });
    }

    private static Told department(PartyEvent.OfDepartment fact, String name, Object value) {
        return Told.of("department", fact.department().toString(), name, value);
    }
}
