package io.annals.access.openid;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndReplaceOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.annals.access.User;
import io.annals.access.UserAccess;
import io.annals.access.Users;
import io.annals.access.openid.AuthorizationEndpoint.AuthorizationShape;
import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.GrantChanges;
import io.annals.edge.Keys;
import io.annals.edge.Secret;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.paging.Slice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * What our issuer has granted, in the collection {@code authorizations}: found by the hash of any of its codes and tokens,
 * on every node and after a restart. Whatever asks (the endpoints for tokens, introspection and the user's name, and our own
 * doors) finds none whose user or key may not come in now, or whose user has ended what was opened before.
 */
@Component
class Authorizations implements OAuth2AuthorizationService, UserAccess {
    private static final List<String> FOUND_BY = List.of("state", "code", "access", "refresh", "id");

    private static final Keyset LATEST_FIRST = Keyset.descending(AuthorizationDocument.BEGUN, "_id");
    private static final String CLIENT_CREDENTIALS = "client_credentials";
    private static final String GRANT = "token/";
    private static final Logger LOG = LoggerFactory.getLogger("annals.security");
    private static final Grant NONE = new Grant("", null);

    private final MongoCollection<Document> authorizations;
    private final AuthorizationDocument form;
    private final Users users;
    private final Keys keys;
    private final GrantChanges bell;
    private final Clock clock;
    private final Duration refreshAtMost;

    Authorizations(
            MongoDatabase database,
            AuthorizationDocument form,
            Users users,
            Keys keys,
            GrantChanges bell,
            Clock clock,
            OpenIdSettings settings) {
        authorizations = database.getCollection("authorizations")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY);
        for (String token : FOUND_BY) {
            authorizations.createIndex(Indexes.ascending(token + ".hash"), new IndexOptions().sparse(true));
        }
        authorizations.createIndex(Indexes.ascending("until"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        this.form = form;
        this.users = users;
        this.keys = keys;
        this.bell = bell;
        this.clock = clock;
        refreshAtMost = settings.refreshAtMost();
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        int epoch =
                users.find(authorization.getPrincipalName()).map(User::epoch).orElse(0);
        Document written = form.write(authorization, clock.instant(), epoch, provedBy());
        Document earlier = authorizations.findOneAndReplace(
                eq(authorization.getId()), written, new FindOneAndReplaceOptions().upsert(true));
        if (!hashOfAccess(written).equals(hashOfAccess(earlier))) {
            LOG.info(
                    "token for {} given to client {}, proved by {}",
                    authorization.getPrincipalName(),
                    authorization.getRegisteredClientId(),
                    written.getString(AuthorizationDocument.PROVED_BY) == null
                            ? "PKCE alone"
                            : written.getString(AuthorizationDocument.PROVED_BY));
        }
        if (earlier != null && earlier.containsKey("access")) {
            bell.ring(); // refreshed or revoked
        }
    }

    private static String hashOfAccess(@Nullable Document authorization) {
        return authorization != null && authorization.get("access") instanceof Document access
                ? access.getString("hash")
                : "";
    }

    /** The grant of the secret by which a client proves itself in this request; null: none does. */
    private @Nullable String provedBy() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2ClientAuthenticationToken client
                        && client.getCredentials() instanceof String secret
                ? keys.by(secret).map(key -> key.grant().id()).orElse(null)
                : null;
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        authorizations.deleteOne(eq(authorization.getId()));
        bell.ring();
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        Document found = authorizations.find(eq(id)).first();
        return found == null || holder(found).isEmpty() ? null : form.read(found);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        String hash = Secret.hash(token);
        List<Bson> places = FOUND_BY.stream()
                .filter(place -> type == null || place.equals(AuthorizationDocument.place(type.getValue())))
                .map(place -> eq(place + ".hash", hash))
                .toList();
        if (places.isEmpty()) {
            return null;
        }
        Instant now = clock.instant();
        Document found = authorizations
                .find(and(or(places), gt("until", Date.from(now))))
                .first();
        boolean byRefresh = found != null
                && found.get("refresh") instanceof Document refresh
                && hash.equals(refresh.getString("hash"));
        boolean byAccess = found != null
                && found.get("access") instanceof Document access
                && hash.equals(access.getString("hash"));
        boolean isOver = found == null
                || holder(found).isEmpty()
                || byRefresh && isTooOld(found, now)
                || byAccess && keyOf(found).isEmpty();
        if (isOver) {
            LOG.info("a code or token was shown to the issuer that is good for nothing");
        }
        return isOver ? null : form.read(found);
    }

    /** However often it was refreshed: then the user is asked again. */
    private boolean isTooOld(Document authorization, Instant now) {
        Date begun = authorization.getDate(AuthorizationDocument.BEGUN);
        return begun == null || !begun.toInstant().plus(refreshAtMost).isAfter(now);
    }

    /** What clients may do now in the name of this user, or of any for null; the latest first. */
    Slice<AuthorizationShape> page(@Nullable String user, PageRequest asked) {
        return LATEST_FIRST.page(
                authorizations,
                ofUsers(user),
                asked,
                found -> new AuthorizationShape(
                        found.getString("_id"),
                        found.getString("principal"),
                        found.getString("client"),
                        found.get(AuthorizationDocument.BEGUN, found.getDate("until"))
                                .toInstant(),
                        found.getDate("until").toInstant()));
    }

    long count(@Nullable String user) {
        return authorizations.countDocuments(ofUsers(user));
    }

    @Override
    public void end(ClientSession within, User user, Set<Kind> kinds, @Nullable Grant kept) {
        Bson theirs = and(eq("principal", user.name()), ne("grantType", CLIENT_CREDENTIALS));
        if (kinds.contains(Kind.AUTHORIZATION)) {
            authorizations.deleteMany(within, theirs);
        } else if (kinds.contains(Kind.ACCESS_TOKEN)) {
            authorizations.updateMany(within, and(theirs, exists("access")), Updates.set("access.invalidated", true));
        }
    }

    @Override
    public void end(Grant grant) {
        if (grant.id().startsWith(GRANT)) {
            authorizations.deleteOne(eq(grant.id().substring(GRANT.length())));
            bell.ring();
        }
    }

    private Bson ofUsers(@Nullable String user) {
        Bson all = and(exists("access"), ne("grantType", CLIENT_CREDENTIALS), gt("until", Date.from(clock.instant())));
        return user == null ? all : and(eq("principal", user), all);
    }

    /** Ends one of any user's, or of this one's. False: there is none such. */
    boolean end(String id, @Nullable String user) {
        boolean ended = authorizations.deleteOne(and(eq(id), ofUsers(user))).getDeletedCount() > 0;
        if (ended) {
            bell.ring();
        }
        return ended;
    }

    /** Whom this access token of ours lets in. */
    Optional<Actor> by(String accessToken) {
        return Optional.ofNullable(authorizations
                        .find(and(eq("access.hash", Secret.hash(accessToken)), live()))
                        .first())
                .flatMap(this::actor);
    }

    /** Whom those of these grants let in now that are of ours. */
    List<Actor> now(Collection<String> grants) {
        List<String> ids = grants.stream()
                .filter(grant -> grant.startsWith(GRANT))
                .map(grant -> grant.substring(GRANT.length()))
                .toList();
        List<Actor> found = new ArrayList<>();
        if (!ids.isEmpty()) {
            authorizations
                    .find(and(in("_id", ids), live()))
                    .forEach(authorization -> actor(authorization).ifPresent(found::add));
        }
        return found;
    }

    private Bson live() {
        return and(gt("access.until", Date.from(clock.instant())), ne("access.invalidated", true));
    }

    /** With the roles and the scope of now, until the token ends or the secret by which its client got it. */
    private Optional<Actor> actor(Document authorization) {
        Date ends = authorization.get("access", Document.class).getDate("until");
        return holder(authorization)
                .flatMap(whose -> keyOf(authorization)
                        .map(key -> new Grant(
                                GRANT + authorization.getString("_id"),
                                key.until() != null && key.until().isBefore(ends.toInstant())
                                        ? key.until()
                                        : ends.toInstant()))
                        .map(grant -> new Actor(whose.name(), whose.roles(), whose.scope(), whose.team(), grant)));
    }

    /** Whose it is: a user in the epoch in which it began, or for client credentials a key; empty: it is over. */
    private Optional<Actor> holder(Document authorization) {
        String principal = authorization.getString("principal");
        return CLIENT_CREDENTIALS.equals(authorization.getString("grantType"))
                ? keys.withHashes(principal).map(Map.Entry::getKey)
                : users.find(principal)
                        .filter(user -> user.isIn(authorization.getInteger(AuthorizationDocument.EPOCH, 0)))
                        .map(user -> user.by(NONE));
    }

    /** The secret by which its client got the access token; one without an end for a client that has none; empty: it is over. */
    private Optional<Grant> keyOf(Document authorization) {
        String provedBy = authorization.getString(AuthorizationDocument.PROVED_BY);
        return provedBy == null
                ? Optional.of(NONE)
                : Optional.ofNullable(keys.now(Set.of(provedBy)).get(provedBy)).map(Actor::grant);
    }
}
