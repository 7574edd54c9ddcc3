// The role of the application on the log: read and append, nothing else (for a replica set that runs with --auth).
// mongosh --host … deploy/log-role.js
const annals = db.getSiblingDB("annals");
annals.createRole({
  role: "annalsLog",
  privileges: [
    { resource: { db: "annals", collection: "log" }, actions: ["find", "insert", "changeStream", "listIndexes", "collStats"] },
    { resource: { db: "annals", collection: "log_turns" }, actions: ["find", "insert"] },
  ],
  roles: [],
});
