package io.annals.access;

import com.mongodb.client.ClientSession;
import io.annals.edge.Grant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One store of what users have opened. It is told of what ends by {@link AccessRevocation} alone. */
public interface UserAccess {
    /** What a user may hold. */
    enum Kind {
        /** A browser's session, with its sockets and followers. */
        SESSION,
        /** A login that owes a code, or an authenticator that is being set up. */
        HALF_LOGIN,
        /** A one-time link by which a password is chosen. */
        LINK,
        /** What clients were let do in the user's name: what is still asked, codes, refresh and access tokens. */
        AUTHORIZATION,
        /** Access tokens alone: their client gets others, if it may refresh. */
        ACCESS_TOKEN
    }

    /**
     * Within a transaction: what this store holds of these kinds, of this user, lets nobody in any more.
     *
     * @param user with the epoch from now on
     * @param kept by what the user asks for it, and which goes on: a session; null: nothing does
     */
    void end(ClientSession within, User user, Set<Kind> kinds, @Nullable Grant kept);

    /** Ends what this grant stands for, if it is of this store. */
    default void end(Grant grant) {}
}
