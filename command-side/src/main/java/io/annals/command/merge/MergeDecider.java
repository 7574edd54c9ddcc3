package io.annals.command.merge;

import io.annals.command.CustomerIsErased;
import io.annals.command.CustomerStatus;
import io.annals.command.decision.UnknownCustomer;
import io.annals.command.merge.MergeCommand.BeginRun;
import io.annals.command.merge.MergeCommand.MergeCustomers;
import io.annals.command.merge.MergeCommand.PartCustomers;
import io.annals.command.merge.MergeCommand.UndoRun;
import io.annals.command.merge.MergeRefusal.AlreadyMerged;
import io.annals.command.merge.MergeRefusal.MergedTheOtherWay;
import io.annals.command.merge.MergeRefusal.NotMerged;
import io.annals.command.merge.MergeRefusal.RunAlreadyBegun;
import io.annals.command.merge.MergeRefusal.RunIsUndone;
import io.annals.command.merge.MergeRefusal.TooManyMerged;
import io.annals.command.merge.MergeRefusal.UnknownRun;
import io.annals.events.Personal;
import io.annals.events.merge.Cluster;
import io.annals.events.merge.Links;
import io.annals.events.merge.MergeEvent;
import io.annals.events.merge.MergeEvent.CustomersMerged;
import io.annals.events.merge.MergeEvent.CustomersParted;
import io.annals.events.merge.MergeEvent.MergeRunBegun;
import io.annals.events.merge.MergeEvent.MergeRunUndone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides who is one with whom. Pure. An empty list: it is so already. */
final class MergeDecider {
    /** So many customers are one at most: whoever shows one of them asks for all. */
    static final int MOST_MEMBERS = 50;

    private MergeDecider() {}

    /**
     * Of one customer, as a decision about two of them sees it.
     *
     * @param links of the customer alone
     * @param cluster that the customer belongs to
     */
    record Side(CustomerStatus status, Links links, Cluster cluster) {}

    /** @param run that the merge belongs to; unheard of for one by itself */
    static List<MergeEvent> decide(MergeCustomers c, Side survivor, Side absorbed, MergeRun run) {
        if (run instanceof MergeRun.Undone) {
            throw new RunIsUndone();
        }
        refuseUnlessRegistered(survivor.status());
        refuseUnlessRegistered(absorbed.status());
        if (c.survivor().equals(absorbed.links().into())) {
            return List.of();
        }
        if (absorbed.links().into() != null) {
            throw new AlreadyMerged(absorbed.links().into());
        }
        if (survivor.cluster().survivor().equals(c.absorbed())) {
            throw new MergedTheOtherWay();
        }
        if (survivor.cluster().members().size() + absorbed.cluster().members().size() > MOST_MEMBERS) {
            throw new TooManyMerged(MOST_MEMBERS);
        }
        Personal<String> reason = personal(c.reason());
        return List.of(
                new CustomersMerged(c.survivor(), c.absorbed(), true, reason, c.rule(), c.run(), c.at()),
                new CustomersMerged(c.absorbed(), c.survivor(), false, reason, c.rule(), c.run(), c.at()));
    }

    /**
     * Also of those who have been erased since: that they were one says nothing of them any more.
     *
     * @param absorbed links of the one that leaves
     */
    static List<MergeEvent> decide(PartCustomers c, Links absorbed) {
        boolean linked = c.survivor().equals(absorbed.into());
        if (linked && (c.run() == null || c.run().equals(absorbed.run()))) {
            return List.of(
                    new CustomersParted(c.survivor(), c.absorbed(), true, null, c.run(), c.at()),
                    new CustomersParted(c.absorbed(), c.survivor(), false, null, c.run(), c.at()));
        }
        if (c.run() == null && !absorbed.left().contains(c.survivor())) {
            throw new NotMerged();
        }
        return List.of();
    }

    static List<MergeEvent> decide(BeginRun c, MergeRun run) {
        return switch (run) {
            case MergeRun.Unheard _ -> List.of(new MergeRunBegun(c.run(), c.pairs(), c.at()));
            case MergeRun.Begun(var pairs) -> {
                if (!pairs.equals(c.pairs())) {
                    throw new RunAlreadyBegun();
                }
                yield List.of();
            }
            case MergeRun.Undone _ -> throw new RunIsUndone();
        };
    }

    static List<MergeEvent> decide(UndoRun c, MergeRun run) {
        return switch (run) {
            case MergeRun.Unheard _ -> throw new UnknownRun();
            case MergeRun.Begun _ -> List.of(new MergeRunUndone(c.run(), c.at()));
            case MergeRun.Undone _ -> List.of();
        };
    }

    private static @Nullable Personal<String> personal(@Nullable String text) {
        return text == null ? null : Personal.of(text);
    }

    private static void refuseUnlessRegistered(CustomerStatus standing) {
        switch (standing) {
            case UNKNOWN -> throw new UnknownCustomer();
            case ERASED -> throw new CustomerIsErased();
            case REGISTERED -> {}
        }
    }
}
