// Makes the replica set, once; a set that is there already is left as it is.
try {
  rs.status();
} catch (notYetInitiated) {
  rs.initiate({
    _id: "annals",
    members: [
      { _id: 0, host: "mongo1:27017" },
      { _id: 1, host: "mongo2:27018" },
      { _id: 2, host: "mongo3:27019" },
    ],
  });
}
const until = Date.now() + 60_000;
while (!db.hello().isWritablePrimary && !db.hello().primary) {
  if (Date.now() > until) throw new Error("no primary after a minute");
  sleep(200);
}
