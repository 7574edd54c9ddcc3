package io.annals.edge.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.NotAllowed;
import io.annals.edge.refusal.Refusal;
import io.annals.edge.refusal.RuleBroken;
import io.annals.edge.refusal.StaleVersion;
import io.annals.edge.refusal.TooMany;
import io.annals.edge.refusal.Unknown;
import io.annals.edge.refusal.VersionMissing;
import io.annals.log.CommitRefused;
import io.annals.log.LogUnavailable;
import io.annals.log.StreamConflict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import tools.jackson.core.JacksonException;

/**
 * A problem as RFC 9457 writes it; as a record it goes into any JSON, such as a web socket's frame or a line of a batch.
 *
 * @param rule what was broken, in kebab-case; {@code type} is {@code urn:annals:problem:<rule>}
 * @param status the HTTP status that fits
 * @param detail a sentence for people
 * @param field the path of the field that is wrong, where there is one
 * @param facts the rule's numbers, as members of their own
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "field"})
public record Problem(
        @JsonIgnore String rule,
        int status,
        String detail,
        @Nullable String field,
        @JsonAnyGetter Map<String, Object> facts) {
    static final String TYPE = "urn:annals:problem:";

    public Problem(String rule, int status, String detail) {
        this(rule, status, detail, null, Map.of());
    }

    /** For JSON. */
    public String getType() {
        return TYPE + rule;
    }

    /** For JSON: the rule in plain words. */
    public String getTitle() {
        return Character.toUpperCase(rule.charAt(0)) + rule.substring(1).replace('-', ' ');
    }

    /**
     * What went wrong, if it is something that a caller may be told: a refusal, JSON that is not as it should be, a log that
     * does not answer; also as the cause of something else. Empty for a fault of ours.
     */
    public static Optional<Problem> of(Throwable thrown) {
        int depth = 0;
        for (Throwable t = thrown; t != null && depth < 20; t = t.getCause(), depth++) {
            Problem problem = ofThisAlone(t);
            if (problem != null) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Problem ofThisAlone(Throwable thrown) {
        return switch (thrown) {
            case Refusal refusal -> of(refusal);
            case Unauthenticated nobody -> nobody.problem();
            case BodyTooLarge tooLarge -> new Problem("body-too-large", 413, String.valueOf(tooLarge.getMessage()));
            case GzipBodies.UnknownEncoding unknown ->
                new Problem("unknown-encoding", 415, String.valueOf(unknown.getMessage()));
            case ZipException _ -> new Problem("malformed-gzip", 400, "The body is not the gzip that it says it is.");
            case JacksonException json -> JsonFault.problem(json);
            case Misdirected elsewhere -> new Problem("unknown-host", 421, String.valueOf(elsewhere.getMessage()));
            case BodyTooSlow slow -> new Problem("body-too-slow", 408, String.valueOf(slow.getMessage()));
            case InvalidParameterException parameters ->
                Problems.ofStatus(HttpStatusCode.valueOf(parameters.getErrorCode()));
            case RequestRejectedException _ -> Problems.ofStatus(HttpStatus.BAD_REQUEST);
            case AccessDeniedException _ -> new Problem("role-may-not", 403, "Your role may not do this.");
            case StreamConflict _ ->
                new Problem("edited-meanwhile", 409, "Somebody else was faster; look again and try again.");
            case CommitRefused _ -> new Problem("too-much-at-once", 422, "This is too large to be recorded at once.");
            case LogUnavailable _,
                    MongoTimeoutException _,
                    MongoSocketException _,
                    MongoConnectionPoolClearedException _,
                    MongoNotPrimaryException _,
                    MongoNodeIsRecoveringException _ ->
                new Problem("log-unavailable", 503, "The log does not answer at the moment; try again.");
            default -> null;
        };
    }

    /** A refusal always is a problem. */
    public static Problem of(Refusal refusal) {
        String field = refusal instanceof BadInput input && !input.field().isEmpty() ? input.field() : null;
        return new Problem(refusal.rule(), status(refusal), refusal.sentence(), field, facts(refusal));
    }

    private static Map<String, Object> facts(Refusal refusal) {
        if (!(refusal instanceof StaleVersion stale)) {
            return refusal.facts();
        }
        Map<String, Object> facts = new LinkedHashMap<>(refusal.facts());
        facts.put("current", stale.current());
        if (stale.sent() != null) {
            facts.put("sent", stale.sent());
        }
        return facts;
    }

    private static int status(Refusal refusal) {
        return switch (refusal) {
            case NotAllowed _ -> 403;
            case Unknown _ -> 404;
            case RuleBroken _ -> 409;
            case StaleVersion _ -> 412;
            case BadInput _ -> 422;
            case VersionMissing _ -> 428;
            case TooMany _ -> 429;
        };
    }
}
