package io.annals.faults.cluster;

import com.mongodb.MongoException;
import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Three members. The hosts in the replica set's own configuration are the proxies, so whatever is cut off is cut off for
 * clients and, where the rule says so, for the other members; replication passes them too.
 */
public final class Cluster implements AutoCloseable {
    static final String NAME = "faults";
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration CALM = Duration.ofSeconds(30);
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();
    private static final int MEMBERS = 3;

    private final List<Member> members = new ArrayList<>();
    private final Duration electionTimeout;
    private final Path folder;
    private @Nullable SmallDisk disk;
    private String noDisk = "";

    private Cluster(Path folder, Duration electionTimeout) {
        this.folder = folder;
        this.electionTimeout = electionTimeout;
    }

    /**
     * Starts it and blocks until there is a primary and two secondaries.
     *
     * @param folder where all data lies; deleted in the end
     * @param logs an existing folder for what the members log; kept, so that a run that failed can be understood
     * @param electionTimeout how long the members miss their primary before they elect another one; MongoDB's default is 10 s
     */
    public static Cluster start(Path folder, Path logs, Duration electionTimeout) {
        Cluster cluster = new Cluster(folder, electionTimeout);
        try {
            Path binary = EmbeddedMongod.binary();
            for (int i = 0; i < MEMBERS; i++) {
                String name = "m" + i;
                Path data = Files.createDirectories(folder.resolve(name));
                if (i == MEMBERS - 1) {
                    cluster.mount(data);
                }
                cluster.members.add(new Member(name, binary, logs, data, freePort()));
            }
            cluster.members.forEach(Member::start);
            cluster.initiate();
            cluster.awaitWell();
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void mount(Path data) {
        try {
            disk = SmallDisk.mount(data);
        } catch (IOException e) {
            noDisk = "a tmpfs cannot be mounted here: " + e.getMessage();
            log.warn("No disk will be full: {}", noDisk);
        }
    }

    private void initiate() {
        List<Document> configured = new ArrayList<>();
        for (Member member : members) {
            configured.add(new Document("_id", configured.size()).append("host", member.host()));
        }
        Document settings = new Document("electionTimeoutMillis", electionTimeout.toMillis())
                .append("heartbeatIntervalMillis", Math.max(250, electionTimeout.toMillis() / 5));
        Document config =
                new Document("_id", NAME).append("members", configured).append("settings", settings);
        Member first = members.getFirst();
        await("every member to answer", () -> members.stream().allMatch(Cluster::answers));
        first.admin(new Document("replSetInitiate", config));
    }

    private static boolean answers(Member member) {
        try {
            return member.admin(new Document("ping", 1)).getDouble("ok") == 1;
        } catch (MongoException notYet) {
            return false;
        }
    }

    public List<Member> members() {
        return members;
    }

    public Duration electionTimeout() {
        return electionTimeout;
    }

    /** For any driver. */
    public String connectionString() {
        return members.stream()
                .map(Member::host)
                .collect(Collectors.joining(",", "mongodb://", "/?replicaSet=" + NAME));
    }

    /** The primary of the latest election, of those that answer. */
    public Optional<Member> primary() {
        record Claim(Member member, String since) {}
        return members.stream()
                .flatMap(member -> Stream.ofNullable(member.primarySince()).map(since -> new Claim(member, since)))
                .max(Comparator.comparing(Claim::since))
                .map(Claim::member);
    }

    /** Waits, bounded, for a primary. */
    public Member awaitPrimary() {
        await("a primary", elected(() -> primary().isPresent()));
        return primary().orElseGet(this::awaitPrimary);
    }

    /**
     * Looks whether somebody is elected, and asks one after the other to stand for election when it takes long: on a machine
     * that others keep busy two who propose themselves again and again after the same short time-out may outvote each other for minutes.
     */
    private BooleanSupplier elected(BooleanSupplier yet) {
        AtomicLong next = new AtomicLong(System.nanoTime() + CALM.toNanos());
        AtomicInteger whom = new AtomicInteger();
        return () -> {
            if (yet.getAsBoolean()) {
                return true;
            }
            if (System.nanoTime() > next.get()) {
                standForElection(members.get(whom.getAndIncrement() % MEMBERS));
                next.set(System.nanoTime() + electionTimeout.multipliedBy(2).toNanos());
            }
            return false;
        };
    }

    private static void standForElection(Member member) {
        if (member.isWell()) {
            try {
                member.admin(new Document("replSetStepUp", 1));
                log.info("{} was asked to stand for election", member.name());
            } catch (MongoException notElected) {
                log.info("{} was asked to stand for election in vain: {}", member.name(), notElected.getMessage());
            }
        }
    }

    /** Waits, bounded, until the primary is another one than this. */
    public Member awaitPrimaryOtherThan(Member former) {
        await(
                "another primary than " + former.name(),
                elected(() -> primary().filter(now -> now != former).isPresent()));
        return awaitPrimary();
    }

    public List<Member> secondaries() {
        Member primary = awaitPrimary();
        return members.stream().filter(member -> member != primary).toList();
    }

    /** Waits, bounded, until every member runs and follows. */
    public void awaitWell() {
        await("every member to be primary or secondary", () -> members.stream().allMatch(Member::isWell));
        awaitPrimary();
    }

    /** From here on members miss their primary for half a minute before they elect: a machine that pauses is no fault any more. */
    public void calm() {
        await("calm", () -> {
            try {
                Member primary = awaitPrimary();
                Document config =
                        primary.admin(new Document("replSetGetConfig", 1)).get("config", Document.class);
                config.put("version", config.getInteger("version") + 1);
                config.get("settings", Document.class).put("electionTimeoutMillis", CALM.toMillis());
                primary.admin(new Document("replSetReconfig", config));
                return true;
            } catch (MongoException notNow) {
                return false;
            }
        });
    }

    /** Whether the last member has a disk that can be filled; if not, why. */
    public Optional<String> whyNoDiskCanBeFull() {
        return disk == null ? Optional.of(noDisk) : Optional.empty();
    }

    /** The member whose disk can be filled. */
    public Member onSmallDisk() {
        return members.getLast();
    }

    public void fillDisk() {
        Objects.requireNonNull(disk).fill();
    }

    public void freeDisk() {
        Objects.requireNonNull(disk).free();
    }

    /** Looks until it is so. */
    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("waited " + PATIENCE.toSeconds() + " s in vain for " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        members.forEach(Member::close);
        try {
            if (disk != null) {
                disk.close();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            log.warn("{} cannot be deleted", folder, e);
        }
    }
}
