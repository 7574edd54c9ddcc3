"""What schemathesis does and looks at around each request of the trial; one request at a time (workers 1).

Whatever it finds it appends to a file of its own, so that the verdict does not hang on what schemathesis makes of it."""

import json
import os
import random
import time
from collections import Counter
from pathlib import Path

import schemathesis

from changes import Changes
from server import Visitor

TRIAL = json.loads(os.environ["ANNALS_TRIAL"])
CHANCE = random.Random(TRIAL["seed"])
CHANGES = Changes(TRIAL["mongo"])
VISITOR = Visitor(TRIAL["server"], TRIAL["administrator"], TRIAL["role"], TRIAL["customers"][0])
CHANGES.since_last_time(VISITOR.names)  # what the coming in itself has written
FINDINGS, SUMMARY = Path(TRIAL["findings"]), Path(TRIAL["summary"])
KNOWN = {"customer": list(TRIAL["customers"]), "task": [], "key": [], "name": list(VISITOR.names)}
ERASED = set()
MOST_KNOWN = 60
STATUS, ACCEPTED, ROUTES = Counter(), Counter(), set()
COUNT = Counter()
began = time.monotonic()


def found(what, case, detail):
    COUNT["findings"] += 1
    route = f"{case.method} {case.operation.path}"
    with FINDINGS.open("a") as findings:
        findings.write(json.dumps({"what": what, "route": route, "role": TRIAL["role"], "detail": detail}) + "\n")


def sent(request):
    body = request.body.decode(errors="backslashreplace") if isinstance(request.body, bytes) else request.body
    return f"{request.method} {request.url} {body or ''}"[:3000]


def one_known(parameter, path):
    """An id that exists, if the parameter is one of those."""
    if parameter == "id" and path.startswith("/customers"):
        parameter = "customer"
    elif parameter == "id" and path.startswith(("/tasks", "/keys")):
        parameter = path.split("/")[1].rstrip("s")
    return CHANCE.choice(KNOWN[parameter]) if KNOWN.get(parameter) else None


@schemathesis.hook
def before_call(ctx, case, kwargs):
    """Made-up ids meet nobody: mostly those that exist take their place, so that what is behind the door is tried as well."""
    path = case.operation.path
    for parameter in list(case.path_parameters or {}):
        known = one_known(parameter, path)
        if known and CHANCE.random() < 0.8:
            case.path_parameters[parameter] = known
    if isinstance(case.body, dict):
        case.body = with_what_exists(path, case.body)
    elif path == "/contacts/batch" and isinstance(case.body, str) and CHANCE.random() < 0.8:
        case.body = "\n".join([json.dumps(contact()) for _ in range(CHANCE.randint(1, 4))] + [case.body])
    if case.headers.get("If-Match") is not None and CHANCE.random() < 0.7:
        case.headers["If-Match"] = f'"{CHANCE.randint(0, 6)}"'
    if path.startswith("/keys/") and case.path_parameters.get("id") == "administrator":
        case.path_parameters["id"] = "agent"  # whom the trial itself comes in by
    case.headers["Authorization"] = f"Bearer {VISITOR.secret}"


LINE = {"id": "1", "product": "Lamp", "quantity": 2, "price": {"amount": "25.90", "currency": "EUR"}}
CONTENT = {
    "email": {"from": "a@example.org", "subject": "A lamp", "text": "It flickers."},
    "call": {"durationSeconds": 61, "outcome": "answered", "summary": "Wants a new one."},
    "chat": {"text": "Is anybody there?"},
    "message": {"address": "+49 30 1234567", "text": "It flickers.", "mediaType": "image/jpeg"},
    "form": {"form": "return", "fields": {"why": "flickers"}},
    "questionnaire": {"questionnaire": "spring", "question": "How was it?", "answer": "Good."},
    "interview": {"topic": "Lamps", "durationSeconds": 600, "summary": "Likes them."},
    "purchase": {"lines": [LINE], "store": "12"},
    "return": {"purchase": {"channel": "store", "externalId": "purchase-0"}, "lines": [{"line": "1"}]},
    "visit": {"address": "Elm Street 1", "report": "Mended."},
    "note": {"text": "Call back.", "mentions": ["bob"]},
}


def contact():
    kind = CHANCE.choice(list(CONTENT))
    return {
        "kind": kind,
        "channel": "store" if kind == "return" else kind,
        "externalId": f"x-{CHANCE.randint(0, 500)}",
        "occurredAt": "2026-03-02T10:00:00Z",
        "customer": {"id": CHANCE.choice(KNOWN["customer"])},
        "content": CONTENT[kind],
    }


def with_what_exists(path, body):
    """One member in three is as made up; the rest could be accepted, so that refusals come late and of every sort."""
    body = dict(body)
    likely = {"due": "2026-05-01T10:00:00Z", "assignee": CHANCE.choice(["me", "team/trial", "bob"])}
    if path == "/contacts":
        likely |= contact()
    elif path == "/customers/{customer}":
        likely |= {"attributes": {"city": CHANCE.choice(["Bonn", "Oslo"])}, "name": "Nora Quist"}
    elif "customer" in body:
        likely["customer"] = CHANCE.choice(KNOWN["customer"])
    if path in ("/contacts", "/customers/{customer}", "/tasks/{task}") or CHANCE.random() < 0.5:
        for member, value in likely.items():
            if (member in body or path == "/customers/{customer}") and CHANCE.random() < 0.85:
                body[member] = value
    return body


@schemathesis.serializer("application/x-ndjson")
def lines(ctx, value):
    return str(value).encode(errors="replace")


@schemathesis.hook
def after_call(ctx, case, response):
    COUNT["requests"] += 1
    STATUS[response.status_code] += 1
    route = f"{case.method} {case.operation.path}"
    ROUTES.add(route)
    if response.status_code >= 500:
        found("5xx", case, f"{response.status_code} {response.text[:500]} <- {sent(response.request)}")
    written = [change for change in CHANGES.since_last_time(VISITOR.names) if not is_late_erasure(change)]
    if response.status_code >= 400:
        COUNT["refused"] += 1
        if written:
            found("stored", case, f"{response.status_code}, and yet {written} <- {sent(response.request)}")
    else:
        ACCEPTED[route] += 1
        if case.operation.path.endswith("/erasure"):
            ERASED.add(case.path_parameters["customer"])
        COUNT["stored"] += bool(written)
        if case.operation.path == "/contacts/batch":
            compare_lines(case, response, written)
        learn(response)
    if response.status_code == 401 and not VISITOR.is_in():
        COUNT["entered again"] += 1
        VISITOR.enter()
        CHANGES.since_last_time(VISITOR.names)
    SUMMARY.write_text(json.dumps(summary()))


def compare_lines(case, response, written):
    """A batch refuses line by line."""
    accepted = response.text.count('"status":"accepted"')
    COUNT["lines refused"] += response.text.count('"status":"refused"')
    commits = [change for change in written if change.startswith("commit")]
    if len(commits) > accepted:
        found("stored", case, f"{accepted} lines accepted, and {commits} <- {sent(response.request)}")


def is_late_erasure(change):
    """The key of one whose erasure was accepted is destroyed when the log's readers come to it, a moment later."""
    return change.startswith("update in subject_keys") and any(erased in change for erased in ERASED)


def learn(response):
    try:
        body = response.json()
    except ValueError:
        return
    if not isinstance(body, dict):
        return
    for name in ("customer", "task"):
        remember(name, body.get(name))
    if "secret" in body:
        remember("key", body.get("id"))
    if "displayName" in body and "state" in body:
        remember("name", body.get("name"))


def remember(kind, value):
    if isinstance(value, str):
        KNOWN[kind].append(value)
        if len(KNOWN[kind]) > MOST_KNOWN:
            KNOWN[kind].pop(CHANCE.randrange(MOST_KNOWN // 2))


@schemathesis.hook
def after_network_error(ctx, case, request):
    found("no answer", case, sent(request))


def summary():
    return {
        "role": TRIAL["role"],
        "seconds": round(time.monotonic() - began, 1),
        **COUNT,
        "status": {str(status): count for status, count in sorted(STATUS.items())},
        "accepted": dict(ACCEPTED),
        "never accepted": sorted(ROUTES - set(ACCEPTED)),
    }
