package io.annals.identity.openid;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndReplaceOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.annals.edge.Bell;
import io.annals.edge.Secret;
import io.annals.identity.openid.AuthorizationEndpoint.AuthorizationShape;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/**
 * What our issuer has granted, in the collection {@code authorizations}: found by the hash of any of its codes and tokens,
 * on every node and after a restart.
 */
@Component
class Authorizations implements OAuth2AuthorizationService {
    private static final List<String> FOUND_BY = List.of("state", "code", "access", "refresh", "id");

    private static final String CLIENT_CREDENTIALS = "client_credentials";

    private final MongoCollection<Document> authorizations;
    private final AuthorizationDocument form;
    private final Bell bell;
    private final Clock clock;
    private final Duration refreshAtMost;

    Authorizations(
            MongoDatabase database, AuthorizationDocument form, Bell bell, Clock clock, OpenIdSettings settings) {
        authorizations = database.getCollection("authorizations")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY);
        for (String token : FOUND_BY) {
            authorizations.createIndex(Indexes.ascending(token + ".hash"), new IndexOptions().sparse(true));
        }
        authorizations.createIndex(Indexes.ascending("until"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        this.form = form;
        this.bell = bell;
        this.clock = clock;
        refreshAtMost = settings.refreshAtMost();
    }

    /**
     * An authorization under which somebody may come in.
     *
     * @param principal the user's name, or for client credentials the key's id
     * @param ofKey whether it is a key's
     */
    record Live(String id, String principal, boolean ofKey, Date until) {}

    @Override
    public void save(OAuth2Authorization authorization) {
        Document earlier = authorizations.findOneAndReplace(
                eq(authorization.getId()),
                form.write(authorization, clock.instant()),
                new FindOneAndReplaceOptions().upsert(true));
        if (earlier != null && earlier.containsKey("access")) {
            bell.ring(); // refreshed or revoked
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        authorizations.deleteOne(eq(authorization.getId()));
        bell.ring();
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return form.read(authorizations.find(eq(id)).first());
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
        return found == null || byRefresh && isTooOld(found, now) ? null : form.read(found);
    }

    /** However often it was refreshed: then the user is asked again. */
    private boolean isTooOld(Document authorization, Instant now) {
        Date begun = authorization.getDate(AuthorizationDocument.BEGUN);
        return begun == null || !begun.toInstant().plus(refreshAtMost).isAfter(now);
    }

    /** What clients may do now in the name of this user, or of any for null; the latest first. */
    List<AuthorizationShape> page(@Nullable String user, int page, int size) {
        return authorizations
                .find(ofUsers(user))
                .sort(Sorts.descending(AuthorizationDocument.BEGUN, "_id"))
                .skip(page * size)
                .limit(size)
                .map(found -> new AuthorizationShape(
                        found.getString("_id"),
                        found.getString("principal"),
                        found.getString("client"),
                        found.get(AuthorizationDocument.BEGUN, found.getDate("until"))
                                .toInstant(),
                        found.getDate("until").toInstant()))
                .into(new ArrayList<>());
    }

    long count(@Nullable String user) {
        return authorizations.countDocuments(ofUsers(user));
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

    /** Whom this access token of ours stands for. */
    Optional<Live> by(String accessToken) {
        return Optional.ofNullable(authorizations
                        .find(and(eq("access.hash", Secret.hash(accessToken)), live()))
                        .first())
                .map(Authorizations::live);
    }

    /** Those of these ids that are good now. */
    List<Live> now(Collection<String> ids) {
        return authorizations
                .find(and(in("_id", ids), live()))
                .map(Authorizations::live)
                .into(new ArrayList<>());
    }

    private Bson live() {
        return and(gt("access.until", Date.from(clock.instant())), ne("access.invalidated", true));
    }

    private static Live live(Document document) {
        return new Live(
                document.getString("_id"),
                document.getString("principal"),
                document.getString("grantType").equals(CLIENT_CREDENTIALS),
                document.get("access", Document.class).getDate("until"));
    }
}
