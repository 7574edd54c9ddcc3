package io.annals.identity.openid;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.annals.identity.Sealing;
import java.text.ParseException;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.stereotype.Component;

/** What our tokens are signed with: one key on P-256 for all nodes and all restarts, in {@code signing_keys}, sealed. */
@Component
class SigningKey {
    private static final String ID = "es256";

    private final JWKSet set;

    SigningKey(MongoDatabase database, Sealing sealing) {
        MongoCollection<Document> keys = database.getCollection("signing_keys").withWriteConcern(WriteConcern.MAJORITY);
        try {
            Document found = keys.find(eq(ID)).first();
            if (found == null) { // of nodes that make one at the same moment the first counts, for all
                found = Objects.requireNonNull(keys.findOneAndUpdate(
                        eq(ID),
                        Updates.setOnInsert("sealed", sealing.seal(fresh().toJSONString(), ID)),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
            }
            set = new JWKSet(ECKey.parse(sealing.open(found.get("sealed", Binary.class), ID)));
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("no key to sign tokens with", e);
        }
    }

    private static ECKey fresh() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256)
                .keyID(UUID.randomUUID().toString())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .generate();
    }

    /** With the private part: for signing here, never to be shown. */
    JWKSet set() {
        return set;
    }
}
