package io.annals.faults.nemesis;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import io.annals.faults.cluster.Cluster;
import io.annals.faults.cluster.Member;
import java.io.IOException;
import java.util.List;
import org.bson.Document;

/** Faults of disks, and what operators do to data while it is in use. */
final class Storage {
    private static final List<String> PROJECTIONS = List.of("customer", "loyalty");

    private Storage() {}

    /** The member with the small disk is made primary first: there it hurts most. */
    static String diskFull(Scene scene) throws InterruptedException {
        Cluster cluster = scene.cluster();
        cluster.whyNoDiskCanBeFull().ifPresent(why -> {
            throw new DidNotTake(why);
        });
        Member member = cluster.onSmallDisk();
        boolean primary = stepsUp(cluster, member);
        cluster.fillDisk();
        try {
            boolean ended = member.endsWithin(15);
            scene.hold(1_000, 2_000);
            return member.name()
                    + (primary ? " as primary" : " as secondary")
                    + (ended ? ", which ended itself" : ", which went on");
        } finally {
            cluster.freeDisk();
            member.kill();
            member.start();
        }
    }

    /** An election may fail, for instance while the member is behind; then it is tried again for a while. */
    private static boolean stepsUp(Cluster cluster, Member member) throws InterruptedException {
        for (int tries = 0; tries < 10 && cluster.awaitPrimary() != member; tries++) {
            try {
                member.admin(new Document("replSetStepUp", 1));
            } catch (MongoException lost) {
                Thread.sleep(500);
            }
        }
        return cluster.awaitPrimary() == member;
    }

    static String indexBuild(Scene scene) throws InterruptedException {
        MongoCollection<Document> log =
                scene.client().getDatabase(scene.aDatabase()).getCollection("log");
        String index = log.createIndex(new Document("at", 1), new IndexOptions().name("by_hand"));
        scene.hold(500, 1_500);
        log.dropIndex(index);
        return "over " + log.estimatedDocumentCount() + " commits of " + log.getNamespace();
    }

    static String rebuild(Scene scene) throws IOException, InterruptedException {
        String projection = PROJECTIONS.get(scene.random().nextInt(PROJECTIONS.size()));
        return projection + ": " + scene.program().rebuild(projection);
    }

    static String restore(Scene scene) throws InterruptedException {
        return new RestoredBackup(scene.client()).isNoticed();
    }
}
