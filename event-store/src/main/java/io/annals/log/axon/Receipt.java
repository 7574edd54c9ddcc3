package io.annals.log.axon;

import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.Message;

/**
 * Sent along with a command, it tells the sender afterwards at which position the decision was recorded. A command's own
 * result cannot: it exists before the commit.
 *
 * <pre>{@code
 * var receipt = new Receipt();
 * gateway.sendAndWait(receipt.on(command));
 * receipt.position();   // durable by now, or empty: nothing was recorded
 * }</pre>
 *
 * <p>It travels in the command's metadata and within the process only. A command that is sent from within another one's
 * handler is part of that one's decision: the outer receipt is filled, the inner one stays empty.
 */
public final class Receipt {
    private static final String KEY = Receipt.class.getName();

    private volatile long position;

    /** The command, with this receipt attached. */
    public <C> CommandMessage<C> on(C command) {
        return GenericCommandMessage.<C>asCommandMessage(command).andMetaData(Map.of(KEY, this));
    }

    /** The durable position, as soon as the command's result is there; empty when the command recorded nothing. */
    public OptionalLong position() {
        long known = position;
        return known == 0 ? OptionalLong.empty() : OptionalLong.of(known);
    }

    static void fill(Message<?> message, long position) {
        if (message.getMetaData().get(KEY) instanceof Receipt receipt) {
            receipt.position = position;
        }
    }
}
