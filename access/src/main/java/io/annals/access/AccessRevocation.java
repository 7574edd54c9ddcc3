package io.annals.access;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import io.annals.access.UserAccess.Kind;
import io.annals.edge.CustomerAccess;
import io.annals.edge.Grant;
import io.annals.edge.GrantChanges;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where what a person has opened is ended, for each reason that there is; what ends by which reason is held against the table
 * in {@code docs/who-may-what.md}. Two things see to it. What is stored is deleted, in the same transaction as the change that
 * ends it. And each user has an epoch, counted up by every reason that ends their sessions: a session, a half login and an
 * authorization bear the epoch in which the user was recognised and are good in no other, so that a login that is under way
 * at that moment opens nothing either.
 *
 * <p>What was opened by a key needs no ending here: each secret of a key is a grant of its own that ends when it is rolled, its
 * overlap runs out, or the key ends ({@link io.annals.edge.Keys}), and a token bears the grant of the secret by which its
 * client proved itself. Sockets and followers end with the grant by which they were opened ({@link io.annals.edge.Grants}).
 */
@Component
public class AccessRevocation implements CustomerAccess {
    private final MongoClient client;
    private final Users users;
    private final Links links;
    private final SecondFactors factors;
    private final List<UserAccess> stores;
    private final GrantChanges bell;

    AccessRevocation(
            MongoClient client,
            Users users,
            Links links,
            SecondFactors factors,
            List<UserAccess> stores,
            GrantChanges bell) {
        this.client = client;
        this.users = users;
        this.links = links;
        this.factors = factors;
        this.stores = List.copyOf(stores);
        this.bell = bell;
    }

    /** Why access ends. */
    public enum Reason {
        /** An administrator has disabled the user. Switched on again they log in anew. */
        SWITCHED_OFF(Kind.SESSION, Kind.HALF_LOGIN, Kind.LINK, Kind.AUTHORIZATION),
        /** The user has chosen another password, by the present one or by a link. */
        PASSWORD(Kind.SESSION, Kind.HALF_LOGIN, Kind.LINK, Kind.AUTHORIZATION),
        /** An authenticator was set up or reset; a link that was made stays good for whoever lost both. */
        SECOND_FACTOR(Kind.SESSION, Kind.HALF_LOGIN, Kind.AUTHORIZATION),
        /** Roles, scope or team are others. They hold at once for what is open; what access tokens say inside does not. */
        RIGHTS(Kind.ACCESS_TOKEN),
        /** The customer whose own login it was has been erased. */
        ERASED(Kind.SESSION, Kind.HALF_LOGIN, Kind.LINK, Kind.AUTHORIZATION);

        private final Set<Kind> ends;

        Reason(Kind first, Kind... others) {
            ends = EnumSet.of(first, others);
        }
    }

    /**
     * A change and what it ends, both or neither; heard on every node within a second.
     *
     * @param step done again while MongoDB elects, or another step was faster
     */
    <T> T inOneStep(Function<ClientSession, T> step) {
        try (ClientSession session = client.startSession()) {
            T done = session.withTransaction(() -> step.apply(session));
            bell.ring();
            return done;
        }
    }

    /**
     * Ends what this reason ends.
     *
     * @param kept the session that asks for it, if it may go on
     * @return the user from now on; only what is opened with this one is good
     */
    User end(ClientSession within, String name, Reason reason, @Nullable Grant kept) {
        User user = reason.ends.contains(Kind.SESSION)
                ? users.nextEpoch(within, name)
                : users.find(within, name).orElseThrow(Users::unknown);
        stores.forEach(store -> store.end(within, user, reason.ends, kept));
        return user;
    }

    /** Ends what follows from a change of what an administrator says of a user. */
    void endWhatFollows(ClientSession within, User before, User after) {
        if (before.active() && !after.active()) {
            end(within, after.name(), Reason.SWITCHED_OFF, null);
        } else if (!after.hasTheRightsOf(before)) {
            end(within, after.name(), Reason.RIGHTS, null);
        }
        if (after.mayAdminister() && !before.mayAdminister()) {
            administratorMade(within);
        }
    }

    /** Ends what follows when somebody has chosen a password by a link; gives them as they are from now on. */
    User endWhatFollowsAPassword(ClientSession within, String name) {
        User user = end(within, name, Reason.PASSWORD, null);
        if (user.roles().contains(Role.ADMINISTRATOR)) {
            administratorMade(within);
        }
        return user;
    }

    /** Links that make an administrator, of all starts: there is one who can log in. */
    private void administratorMade(ClientSession within) {
        links.endForAdministrator(within);
    }

    /** Ends the session or the token by which somebody asks to be logged out; a key stays. */
    void logOut(Grant grant) {
        stores.forEach(store -> store.end(grant));
    }

    /** Of a login that is a customer's own nothing stays but its name, which the log knows and nobody else may get. */
    @Override
    public void end(CustomerId customer) {
        for (String name : users.ofCustomer(customer)) {
            inOneStep(within -> {
                users.forget(within, name);
                factors.remove(within, name);
                return end(within, name, Reason.ERASED, null);
            });
        }
    }
}
