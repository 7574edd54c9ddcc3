package io.annals.command.contact.lines;

import io.annals.command.contact.lines.Splitter.Piece;
import io.annals.edge.refusal.BadInput;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A JSON value a line (NDJSON). */
public final class JsonLines implements Lines {
    private final Splitter splitter;
    private final JsonMapper json;

    public JsonLines(InputStream body, JsonMapper json) {
        this.splitter = new Splitter(body);
        this.json = json;
    }

    @Override
    public @Nullable Line next() throws IOException {
        Piece piece = splitter.next();
        while (piece != null && piece.isBlank()) {
            piece = splitter.next();
        }
        if (piece == null) {
            return null;
        }
        byte[] bytes = piece.bytes();
        return new Line(piece.line(), piece.size(), () -> {
            if (bytes == null) {
                throw new BadInput("", "must not be longer than " + LONGEST + " bytes a line");
            }
            return json.readTree(bytes);
        });
    }

    @Override
    public boolean ready() throws IOException {
        return splitter.ready();
    }
}
