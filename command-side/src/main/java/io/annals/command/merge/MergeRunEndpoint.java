package io.annals.command.merge;

import static io.annals.command.CommandRequests.created;
import static io.annals.command.CommandRequests.ok;

import io.annals.command.CommandRequests;
import io.annals.command.Texts;
import io.annals.command.decision.Answer;
import io.annals.command.merge.MergeCommand.BeginRun;
import io.annals.command.merge.MergeCommand.MergeCustomers;
import io.annals.command.merge.MergeCommand.PartCustomers;
import io.annals.command.merge.MergeCommand.TryMerge;
import io.annals.command.merge.MergeCommand.UndoRun;
import io.annals.edge.Actor;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.Refusal;
import io.annals.events.CustomerId;
import io.annals.events.merge.MergeEvent.Pair;
import io.annals.events.merge.MergeRunId;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Merges many at once, and undoes them as a whole. A run that broke off in the middle is sent again and goes on: each pair is a
 * commit of its own, and what is done is not done twice.
 */
@RolesAllowed({"SUPERVISOR", "MANAGER", "ADMINISTRATOR"})
@RestController
@RequestMapping("/merge-runs")
class MergeRunEndpoint {
    private static final int MOST_PAIRS = 10_000;

    private final CommandRequests requests;

    MergeRunEndpoint(CommandRequests requests) {
        this.requests = requests;
    }

    record PairForm(CustomerId survivor, CustomerId absorbed) {}

    /**
     * @param run made by the caller: the same again goes on where it broke off
     * @param reason why they are the same, in the caller's words
     * @param dryRun whether it is only said what would come of each pair, as things stand now
     */
    record RunForm(
            MergeRunId run,
            String reason,
            List<PairForm> pairs,
            @Nullable Boolean dryRun) {}

    /** What came of a pair. */
    enum Outcome {
        MERGED,
        /** They were one already. */
        KNOWN,
        PARTED,
        /** They were not one by this run. */
        LEFT,
        REFUSED
    }

    /** @param rule by which it was refused, as problems name it; absent otherwise */
    record Done(
            CustomerId survivor,
            CustomerId absorbed,
            Outcome outcome,
            @Nullable String rule) {}

    /** @param position of the last that was recorded */
    record Result(MergeRunId run, boolean dryRun, List<Done> pairs, long position) {}

    @PostMapping
    ResponseEntity<Result> begin(@RequestBody RunForm form, @AuthenticationPrincipal Actor actor) {
        String reason = Texts.line(form.reason(), Texts.LINE, "reason");
        List<Pair> pairs = pairs(form.pairs());
        if (Boolean.TRUE.equals(form.dryRun())) {
            return ResponseEntity.ok(new Result(form.run(), true, tried(pairs, actor), 0));
        }
        Answer<List<Pair>> begun = requests.send(new BeginRun(form.run(), pairs, requests.now()), actor);
        List<Done> done = new ArrayList<>();
        long position = begun.position();
        for (Pair pair : pairs) {
            try {
                Answer<CustomerId> answer = requests.send(merge(pair, reason, form.run()), actor);
                done.add(done(pair, answer.known() ? Outcome.KNOWN : Outcome.MERGED));
                position = Math.max(position, answer.position());
            } catch (Refusal refusal) {
                done.add(refused(pair, refusal));
            }
        }
        return created(begun).body(new Result(form.run(), false, done, position));
    }

    /** Sent again it goes on where it broke off. */
    @PostMapping("/{run}/undo")
    ResponseEntity<Result> undo(@PathVariable MergeRunId run, @AuthenticationPrincipal Actor actor) {
        Answer<List<Pair>> undone = requests.send(new UndoRun(run, requests.now()), actor);
        List<Done> done = new ArrayList<>();
        long position = undone.position();
        for (Pair pair : undone.value().reversed()) {
            try {
                Answer<CustomerId> answer =
                        requests.send(new PartCustomers(pair.survivor(), pair.absorbed(), run, requests.now()), actor);
                done.add(done(pair, answer.known() ? Outcome.LEFT : Outcome.PARTED));
                position = Math.max(position, answer.position());
            } catch (Refusal refusal) {
                done.add(refused(pair, refusal));
            }
        }
        return ok(undone).body(new Result(run, false, done, position));
    }

    private List<Done> tried(List<Pair> pairs, Actor actor) {
        List<Done> done = new ArrayList<>();
        for (Pair pair : pairs) {
            try {
                Answer<Boolean> answer = requests.send(new TryMerge(merge(pair, null, null)), actor);
                done.add(done(pair, answer.value() ? Outcome.MERGED : Outcome.KNOWN));
            } catch (Refusal refusal) {
                done.add(refused(pair, refusal));
            }
        }
        return done;
    }

    private MergeCustomers merge(Pair pair, @Nullable String reason, @Nullable MergeRunId run) {
        return new MergeCustomers(pair.survivor(), pair.absorbed(), reason, null, run, requests.now());
    }

    private static Done done(Pair pair, Outcome outcome) {
        return new Done(pair.survivor(), pair.absorbed(), outcome, null);
    }

    private static Done refused(Pair pair, Refusal refusal) {
        return new Done(pair.survivor(), pair.absorbed(), Outcome.REFUSED, refusal.rule());
    }

    private static List<Pair> pairs(List<PairForm> forms) {
        if (forms.isEmpty()) {
            throw new BadInput("pairs", "must have at least 1 elements");
        }
        if (forms.size() > MOST_PAIRS) {
            throw new BadInput("pairs", "must have at most " + MOST_PAIRS + " elements");
        }
        Set<CustomerId> absorbed = new HashSet<>();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            PairForm form = forms.get(i);
            if (form.absorbed().equals(form.survivor())) {
                throw new BadInput("pairs[" + i + "].absorbed", "must be another customer");
            }
            if (!absorbed.add(form.absorbed())) {
                throw new BadInput("pairs[" + i + "].absorbed", "must be unique");
            }
            pairs.add(new Pair(form.survivor(), form.absorbed()));
        }
        return List.copyOf(pairs);
    }
}
