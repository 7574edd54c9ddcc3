package io.annals.app.demonstration;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** How it goes on, one act after another without an end: stories begin, and others go on between. The same for the same seed. */
public final class Life {
    private static final int AT_ONCE = 12;
    private static final double GOES_ON = 0.45;
    private static final double NEWCOMER = 0.07;

    private final Stories stories;
    private final RandomGenerator random;
    private final String name;
    private final boolean contactsAlone;
    private final List<Deque<Act>> underWay = new ArrayList<>();
    private long begun;

    /**
     * @param name how its ids begin: two lives of one name on one server are one
     * @param contactsAlone whether nothing but contacts happens
     */
    public Life(Stories stories, long seed, String name, boolean contactsAlone) {
        this.stories = stories;
        this.random = new SplittableRandom(seed);
        this.name = name;
        this.contactsAlone = contactsAlone;
    }

    /** What happens next, now. */
    public Act next(Instant now) {
        boolean goesOn = !underWay.isEmpty() && random.nextDouble() < GOES_ON;
        Deque<Act> story =
                goesOn || underWay.size() >= AT_ONCE ? underWay.remove(random.nextInt(underWay.size())) : begin(now);
        Act next = story.removeFirst();
        if (!story.isEmpty()) {
            underWay.add(story);
        }
        return next.at(now);
    }

    private Deque<Act> begin(Instant now) {
        Deque<Act> story = new ArrayDeque<>();
        while (story.isEmpty()) {
            Company company = stories.company();
            boolean newcomer = random.nextDouble() < NEWCOMER;
            List<Person> among = newcomer ? company.newcomers() : company.customers();
            Person customer = among.get(random.nextInt(among.size()));
            begun++;
            List<Act> acts = stories.some(customer, name + "-" + begun, now, random);
            if (!newcomer || acts.getFirst().isContact()) { // by which the company gets to know them
                acts.stream().filter(act -> act.isContact() || !contactsAlone).forEach(story::add);
            }
        }
        return story;
    }
}
