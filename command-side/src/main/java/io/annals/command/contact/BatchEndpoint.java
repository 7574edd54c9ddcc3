package io.annals.command.contact;

import io.annals.command.CommandRequests;
import io.annals.command.contact.lines.JsonLines;
import io.annals.command.contact.lines.Lines;
import io.annals.command.contact.lines.Utf8Stream;
import io.annals.command.decision.Commands;
import io.annals.command.decision.Decisions;
import io.annals.command.decision.Sender;
import io.annals.edge.Actor;
import io.annals.encoding.Keyring;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes in contacts by the thousand: a body of any length, answered line by line while it is still being sent. Whoever
 * reads the answers only when all is sent, as many clients do, finds them kept.
 */
@RestController
class BatchEndpoint {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    /**
     * Lines under way, of all batches. The threads are kept, though virtual: a cipher is kept by thread (Tink), and to look
     * one up anew for each line costs more than the line itself.
     */
    private static final int AT_ONCE = 512;

    private final JsonMapper json;
    private final ContactBatch.Tools tools;

    BatchEndpoint(Intake intake, Commands commands, Decisions decisions, Keyring keyring, JsonMapper json) {
        this.json = json;
        this.tools = new ContactBatch.Tools(
                intake,
                commands,
                decisions,
                keyring,
                json,
                Executors.newFixedThreadPool(
                        AT_ONCE, Thread.ofVirtual().name("batch-", 0).factory()));
    }

    @PostMapping(path = "/contacts/batch", consumes = NDJSON, produces = NDJSON)
    @RolesAllowed({"SERVICE", "ADMINISTRATOR"})
    void json(HttpServletRequest request, HttpServletResponse response, @AuthenticationPrincipal Actor actor)
            throws IOException {
        run(new JsonLines(text(request), json), response, actor);
    }

    /** Columns are named as the JSON is nested: {@code kind,channel,externalId,occurredAt,customer.email,content.text}. */
    @PostMapping(path = "/contacts/batch", consumes = CSV, produces = NDJSON)
    @RolesAllowed({"SERVICE", "ADMINISTRATOR"})
    void csv(HttpServletRequest request, HttpServletResponse response, @AuthenticationPrincipal Actor actor)
            throws IOException {
        run(ContactRows.read(text(request)), response, actor);
    }

    private static InputStream text(HttpServletRequest request) throws IOException {
        return new Utf8Stream(request.getInputStream(), charset(request.getHeader("Content-Type")));
    }

    /** As the sender has named it; what the container takes for it where nothing is named is of no interest. */
    private static @Nullable Charset charset(String contentType) {
        return MediaType.parseMediaType(contentType).getCharset(); // one that is unknown has been answered by 415
    }

    private void run(Lines lines, HttpServletResponse response, Actor actor) throws IOException {
        response.setContentType(NDJSON);
        response.setHeader("Cache-Control", "no-store");
        Sender sender = CommandRequests.sender(actor);
        ContactBatch batch = new ContactBatch(lines, sender, tools);
        Spool answers = new Spool();
        batch.begin(answers);
        try {
            OutputStream out = response.getOutputStream();
            for (byte[] some = answers.take(); some.length > 0; some = answers.take()) {
                out.write(some);
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            batch.stop();
            answers.close();
        }
    }
}
