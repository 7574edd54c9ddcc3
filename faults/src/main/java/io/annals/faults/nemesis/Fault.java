package io.annals.faults.nemesis;

/** The kinds of faults. */
public enum Fault {
    KILL_PRIMARY("kill -9 of the primary", 4, Processes::killPrimary),
    KILL_MEMBER("kill -9 of a secondary", 2, Processes::killSecondary),
    KILL_ALL("kill -9 of all members", 1, Processes::killAll),
    PAUSE_PRIMARY("SIGSTOP of the primary past an election", 2, Processes::pausePrimary),
    STEP_DOWN("step-downs in a loop", 1, Processes::stepDowns),
    KILL_APPENDER("kill -9 of an appender", 1, Processes::killAppender),
    PAUSE_APPENDER("SIGSTOP of an appender past its patience", 1, Processes::pauseAppender),
    CLOCK_JUMP("clock jump of an appender", 1, Processes::clockJump),
    KILL_CRM("kill -9 of the program", 1, Processes::killCrm),
    CUT_REQUESTS("cut: clients to the primary", 1, Network::cutRequests),
    CUT_REPLIES("cut: the primary to its clients", 2, Network::cutReplies),
    CUT_CLIENTS("cut: clients and primary, both ways", 1, Network::cutClients),
    ISOLATE_PRIMARY("cut: everybody to the primary", 1, Network::isolatePrimary),
    MUTE_PRIMARY("cut: the primary's replies to everybody", 1, Network::mutePrimary),
    SLOW("delays", 1, Network::slow),
    RESET("connections reset", 1, Network::reset),
    ROLLBACK("stopReplProducer and kill: forced rollback", 2, FailPoints::rollback),
    ZOMBIE("hangDuringBatchInsert: zombie insert", 2, FailPoints::zombie),
    LOST_REPLY("onPrimaryTransactionalWrite: lost reply", 1, FailPoints::lostReply),
    FAIL_COMMAND("failCommand", 3, FailPoints::failCommand),
    KILL_SESSIONS("all sessions killed", 1, FailPoints::killSessions),
    DISK_FULL("disk full", 1, Storage::diskFull),
    INDEX_BUILD("index build under load", 1, Storage::indexBuild),
    REBUILD("projection built anew under load", 1, Storage::rebuild),
    RESTORE("old backup restored", 1, Storage::restore);

    private final String name;
    private final int inADeck;
    private final Strike strike;

    /** Does it, holds it, heals it, and answers what was done. */
    interface Strike {
        String on(Scene scene) throws Exception;
    }

    Fault(String name, int inADeck, Strike strike) {
        this.name = name;
        this.inADeck = inADeck;
        this.strike = strike;
    }

    /** How often it comes in one round of all kinds. */
    int inADeck() {
        return inADeck;
    }

    String strike(Scene scene) throws Exception {
        return strike.on(scene);
    }

    @Override
    public String toString() {
        return name;
    }
}
