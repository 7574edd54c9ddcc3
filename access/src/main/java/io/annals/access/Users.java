package io.annals.access;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.paging.Slice;
import io.annals.edge.refusal.RuleBroken;
import io.annals.edge.refusal.Unknown;
import io.annals.events.CustomerId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The people who may log in, in the collection {@code users}; of a password only its Argon2id hash. Thread safe. */
@Component
public class Users {
    private static final String EPOCH = "epoch";
    private static final String SWITCHED_OFF = "switchedOffAt";
    private static final Keyset BY_NAME = Keyset.ascending("_id");

    private final MongoCollection<Document> users;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private final String nobodys;

    Users(MongoDatabase database, PasswordEncoder passwords, Clock clock) {
        users = database.getCollection("users")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY);
        this.passwords = passwords;
        this.clock = clock;
        nobodys = passwords.encode("nobody has this password");
    }

    public Optional<User> find(String name) {
        return Optional.ofNullable(users.find(eq(name)).first()).map(Users::user);
    }

    Optional<User> find(ClientSession within, String name) {
        return Optional.ofNullable(users.find(within, eq(name)).first()).map(Users::user);
    }

    /** Those of these names who may come in now, by name. */
    Map<String, User> active(Collection<String> names) {
        Map<String, User> found = new HashMap<>();
        users.find(and(in("_id", names), eq("active", true)))
                .map(Users::user)
                .forEach(user -> found.put(user.name(), user));
        return found;
    }

    /** By name. */
    Slice<User> page(PageRequest asked) {
        return BY_NAME.page(users, empty(), asked, Users::user);
    }

    long count() {
        return users.countDocuments();
    }

    /** Every active user, by name. */
    List<User> colleagues() {
        return users.find(eq("active", true))
                .sort(Sorts.ascending("_id"))
                .map(Users::user)
                .into(new ArrayList<>());
    }

    /** Whether somebody can log in who may make the others. */
    boolean haveAdministrator() {
        return users.find(activeAdministrators()).first() != null;
    }

    boolean haveAdministrator(ClientSession within) {
        return users.find(within, activeAdministrators()).first() != null;
    }

    /**
     * Adds one who has no password yet.
     *
     * @throws RuleBroken when the name is taken
     */
    User add(User user) {
        try {
            users.insertOne(document(user));
            return user;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                throw new RuleBroken("name-taken", "There is a user of this name.", Map.of("name", user.name()));
            }
            throw e;
        }
    }

    /**
     * Puts these values in the place of those that are not null, within a transaction that also ends what follows from it.
     *
     * @throws Unknown when there is no such user
     * @throws RuleBroken when nobody would be left who can log in and administer
     */
    User change(
            ClientSession within,
            String name,
            @Nullable String displayName,
            @Nullable Set<Role> roles,
            @Nullable Scope scope,
            @Nullable String team,
            @Nullable String locale,
            @Nullable Boolean active) {
        User now = find(within, name).orElseThrow(Users::unknown);
        boolean administratorThen = (active == null ? now.active() : active)
                && (roles == null ? now.roles() : roles).contains(Role.ADMINISTRATOR);
        if (now.mayAdminister()
                && !administratorThen
                && users.find(within, and(activeAdministrators(), ne("_id", name)))
                                .first()
                        == null) {
            throw new RuleBroken("last-administrator", "Nobody else could log in and administer.");
        }
        List<Bson> changes = new ArrayList<>();
        changes.add(Updates.set("changedAt", Date.from(clock.instant())));
        put(changes, "displayName", displayName);
        put(changes, "roles", roles == null ? null : texts(roles));
        put(changes, "scope", scope == null ? null : scope.text());
        put(changes, "team", team);
        put(changes, "locale", locale);
        put(changes, "active", active);
        if (now.active() && Boolean.FALSE.equals(active)) {
            changes.add(Updates.set(SWITCHED_OFF, Date.from(clock.instant())));
        }
        users.updateOne(within, eq(name), Updates.combine(changes));
        return find(within, name).orElseThrow(Users::unknown);
    }

    /** What was opened before lets nobody in from now on. */
    User nextEpoch(ClientSession within, String name) {
        Document after = users.findOneAndUpdate(
                within,
                eq(name),
                Updates.inc(EPOCH, 1),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(after).map(Users::user).orElseThrow(Users::unknown);
    }

    /** Names of the logins that are this customer's own. */
    List<String> ofCustomer(CustomerId customer) {
        return users.find(eq("scope", new Scope.Own(customer).text()))
                .map(user -> user.getString("_id"))
                .into(new ArrayList<>());
    }

    /** Leaves the name alone of a user, who is disabled. */
    void forget(ClientSession within, String name) {
        users.updateOne(
                within,
                eq(name),
                Updates.combine(
                        Updates.set("active", false),
                        Updates.set("displayName", name),
                        Updates.unset("password"),
                        Updates.set(SWITCHED_OFF, Date.from(clock.instant()))));
    }

    /** Whether somebody of this name may come in by what another issuer has signed at this instant: not of before a switching off. */
    public boolean letsIn(String name, @Nullable Instant issued) {
        Document found = users.find(eq(name)).first();
        if (found == null) {
            return true;
        }
        Date off = found.getDate(SWITCHED_OFF);
        return found.getBoolean("active", false) && (off == null || issued != null && issued.isAfter(off.toInstant()));
    }

    private static void put(List<Bson> changes, String field, @Nullable Object value) {
        if (value != null) {
            changes.add(value.equals("") ? Updates.unset(field) : Updates.set(field, value));
        }
    }

    /** Whether this is the active user's password. It takes as long for users that there are not. */
    Optional<User> withPassword(String name, String password) {
        Document found = users.find(eq(name)).first();
        String hash = found == null ? null : found.getString("password");
        boolean right = passwords.matches(password, hash == null ? nobodys : hash);
        if (!right || hash == null || found == null || !found.getBoolean("active", false)) {
            return Optional.empty();
        }
        if (passwords.upgradeEncoding(hash)) {
            users.updateOne(and(eq(name), eq("password", hash)), Updates.set("password", passwords.encode(password)));
        }
        return Optional.of(user(found));
    }

    /** Within a transaction: the password is set, the user made if there is none yet. */
    void setPassword(ClientSession within, User user, String password) {
        String hash = passwords.encode(password);
        long had = users.updateOne(within, eq(user.name()), Updates.set("password", hash))
                .getMatchedCount();
        if (had == 0) {
            users.insertOne(within, document(user).append("password", hash));
        }
    }

    private static Bson activeAdministrators() {
        return and(eq("roles", Role.ADMINISTRATOR.text()), eq("active", true), ne("password", null));
    }

    static Unknown unknown() {
        return new Unknown("unknown-user", "There is no user of this name.");
    }

    private static List<String> texts(Set<Role> roles) {
        return roles.stream().map(Role::text).sorted().toList();
    }

    private static Document document(User user) {
        return new Document("_id", user.name())
                .append("displayName", user.displayName())
                .append("roles", texts(user.roles()))
                .append("scope", user.scope().text())
                .append("team", user.team())
                .append("locale", user.locale())
                .append("active", user.active())
                .append("madeAt", Date.from(user.madeAt()))
                .append("madeBy", user.madeBy());
    }

    private static User user(Document document) {
        return new User(
                document.getString("_id"),
                document.getString("displayName"),
                Role.of(document.getList("roles", String.class)),
                Scope.of(document.getString("scope")),
                document.getString("team"),
                document.getString("locale"),
                document.getBoolean("active", false),
                document.getString("password") != null,
                document.getDate("madeAt").toInstant(),
                document.getString("madeBy"),
                document.getInteger(EPOCH, 0));
    }
}
