package io.annals.app.cli;

import io.annals.mongod.MongodUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.JacksonException;

/** What went wrong, in words for the person at the terminal: never a stack trace. */
public final class Sentences {
    static final int NOT_DONE = 2;

    private Sentences() {}

    /** What picocli calls when a command throws. */
    public static int tell(Exception thrown, CommandLine command, @Nullable ParseResult ignored) {
        command.getErr().println(printable(of(thrown)));
        return NOT_DONE;
    }

    private static String of(Exception thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof MongodUnavailable) {
                return String.valueOf(t.getMessage());
            }
        }
        return switch (rootOf(thrown)) {
            case NotDone known -> String.valueOf(known.getMessage());
            case InterruptedException _ -> "Interrupted.";
            case Throwable fault ->
                "Something went wrong that this program does not know of: " + fault + ". Please report it.";
        };
    }

    /** For what a connection to that server threw. */
    static NotDone ofConnection(String url, Throwable thrown) {
        return switch (rootOf(thrown)) {
            case NotDone known -> known;
            case ConnectException _, HttpConnectTimeoutException _ ->
                new NotDone("No server answers at " + url + ". Start one, or say where it is by --url.");
            case SSLException refused ->
                new NotDone("No secure connection to " + url + " can be made: " + refused.getMessage() + ".");
            case WebSocketHandshakeException refused ->
                ofStatus(url, refused.getResponse().statusCode(), "");
            case JacksonException _ -> new NotDone("What answers at " + url + " does not speak as Annals does.");
            default -> new NotDone("The connection to " + url + " broke off.");
        };
    }

    /** @param detail what the server said itself; empty for nothing */
    static NotDone ofStatus(String url, int status, String detail) {
        String said = detail.isEmpty() ? "" : " " + detail;
        return new NotDone(
                switch (status) {
                    case 401 ->
                        "The server does not know this key. Give another one by ANNALS_KEY or --key; the server shows"
                                + " its keys at its first start, and an administrator makes more.";
                    case 403 -> "The server refuses this to the key's role." + said;
                    case 404 -> detail.isEmpty() ? "What answers at " + url + " is no Annals of this version." : detail;
                    default -> "The server refuses (" + status + ")." + said;
                });
    }

    /** For what reading a file threw. */
    static NotDone ofFile(Path file, IOException thrown) {
        return new NotDone(
                switch (thrown) {
                    case NoSuchFileException _ -> "There is no file " + file + ".";
                    case AccessDeniedException _ -> "The file " + file + " may not be read by you.";
                    case ZipException _ -> "The file " + file + " begins like gzip and is not.";
                    default -> "The file " + file + " cannot be read: " + thrown.getMessage() + ".";
                });
    }

    /** In one line, and without what would steer the terminal. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null
                && (root instanceof CompletionException
                        || root instanceof ExecutionException
                        || root instanceof UncheckedIOException)) {
            root = root.getCause();
        }
        return root;
    }
}
