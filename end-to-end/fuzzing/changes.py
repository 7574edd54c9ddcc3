"""What is written to the database, in the order of the writes, read from it past the server."""

import pymongo

# Folds of the log, policies' and readers' places, who read what, who is there: they move on their own and are made of
# commits or of reads, never of what a refused request carried. (Refused logins are counted: that is what the brake is for.)
# A collection that is not named here counts as one that requests write.
ON_THEIR_OWN = [
    "projections",
    "projection_tokens",
    "policy_tokens",
    "reads",
    "parked",
    "parked_reactions",
    "presence",
    "presence_nodes",
    "login_failures",
]


def written(change):
    """The fields of an update; of anything else none."""
    told = change.get("updateDescription", {})
    return set(told.get("updatedFields", {})) | set(told.get("removedFields", []))


class Changes:
    """A change stream of what requests write. A mark of our own behind everything that has been written says where now is."""

    def __init__(self, uri):
        self.client = pymongo.MongoClient(uri)
        self.marks = self.client["trial"]["marks"]
        of_requests = {"ns.db": "annals", "ns.coll": {"$nin": ON_THEIR_OWN, "$not": {"$regex": "^(view_|log_)"}}}
        self.stream = self.client.watch([{"$match": {"$or": [of_requests, {"ns.db": "trial"}]}}])

    def since_last_time(self, writers):
        """Each as words. Of commits those alone that one of these actors made: policies go on with what was accepted before."""
        mark = self.marks.insert_one({}).inserted_id
        seen = []
        for change in self.stream:
            where = change["ns"]
            if where["db"] == "trial":
                if change["documentKey"]["_id"] == mark:
                    return seen
            elif where.get("coll") == "sessions" and written(change) == {"seenAt"}:
                pass  # the session's sign of life, whatever was asked
            elif where.get("coll") != "log":
                seen.append(f"{change['operationType']} in {where.get('coll')} of {change.get('documentKey')}")
            elif change["operationType"] != "insert":
                seen.append(f"{change['operationType']} in the log")
            else:
                commit = change["fullDocument"]
                made = [event for event in commit["events"] if event.get("meta", {}).get("actor") in writers]
                if made:
                    seen.append(f"commit {commit['_id']} with {', '.join(event['type'] for event in made)}")
        raise AssertionError("the change stream ended")
