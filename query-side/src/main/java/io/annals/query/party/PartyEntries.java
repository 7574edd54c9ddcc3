package io.annals.query.party;

import io.annals.events.CustomerId;
import io.annals.events.party.DepartmentId;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
                    case PersonJoined e -> joined(e.other(), e.role(), e.department(), e.since());
                    case GroupJoined e -> joined(e.other(), e.role(), e.department(), e.since());
                    case PersonLeft e -> Told.of("other", e.other().toString(), "until", e.until());
                    case GroupLeft e -> Told.of("other", e.other().toString(), "until", e.until());
                });
    }

    private static Told joined(
            CustomerId other, @Nullable Object role, @Nullable DepartmentId department, @Nullable String since) {
        return Told.of(
                "other",
                other.toString(),
                "role",
                role,
                "department",
                department == null ? null : department.toString(),
                "since",
                since);
    }

    private static Told department(PartyEvent.OfDepartment fact, String name, Object value) {
        return Told.of("department", fact.department().toString(), name, value);
    }
}
