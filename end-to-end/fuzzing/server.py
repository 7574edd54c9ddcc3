"""The real server from the jar, in a home of its own, and one who comes in with a role."""

import os
import re
import secrets
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import requests

PROJECT = Path(__file__).resolve().parents[2]
PACKAGED = PROJECT / "app/target/annals-exec.jar"
FAULT = re.compile(r" ERROR |^\tat |^Caused by:")
START = 180
# What they are for is tried elsewhere; here they would end the trial after its first second.
WITHOUT_WAITING = [
    "--annals.limits.person=100000",
    "--annals.limits.machine=100000",
    "--annals.limits.refusals=1000000",
    "--annals.limits.messages=100000",
    "--annals.limits.sockets=100000",
    "--annals.limits.followers=100000",
    "--annals.limits.at-once=100000",
    "--annals.sessions.proof=12h",
]
MACHINES = ("till", "service")
RUNNING = []


def end_all(*_):
    """For a trial that is broken off: nothing that it started stays behind."""
    for process in RUNNING:
        process.kill()
    os._exit(130)


def run(command, seconds, **more):
    process = subprocess.Popen(command, stderr=subprocess.STDOUT, **more)
    RUNNING.append(process)
    try:
        process.wait(seconds)
    finally:
        process.kill()


def java():
    for home in [os.environ.get("JAVA_HOME"), *sorted(Path("/usr/lib/jvm").glob("*25*"))]:
        if home and (Path(home) / "bin/java").exists():
            return str(Path(home) / "bin/java")
    return "java"


class Server:
    """From a jar that stays as it is; with an empty home."""

    def __init__(self, jar):
        self.home = Path(tempfile.mkdtemp(prefix="annals-trial-"))
        binaries = Path.home() / ".annals/mongod"
        binaries.mkdir(parents=True, exist_ok=True)
        (self.home / "mongod").symlink_to(binaries)
        self.log = self.home / "log"
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [java(), "-Xmx512m", "-jar", jar, f"--annals.home={self.home}", "--server.port=0", *WITHOUT_WAITING],
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        RUNNING.append(self.process)
        until = time.monotonic() + START
        while not (found := re.search(r"Annals listens at (\S+)", self.log.read_text())):
            if self.process.poll() is not None or time.monotonic() > until:
                self.process.kill()
                raise SystemExit(f"it did not start:\n{self.log.read_text()}")
            time.sleep(0.2)
        self.url = found.group(1)
        self.keys = dict(re.findall(r"^ +(\w+) +(annals_\S+)$", self.log.read_text(), re.MULTILINE))
        port, password = ((self.home / name).read_text().strip() for name in ("port", "mongod.account"))
        self.mongo = f"mongodb://annals:{password}@127.0.0.1:{port}/?authSource=admin&replicaSet=annals"

    def alive(self):
        return self.process.poll() is None

    def faults(self):
        """Lines that tell of errors and stack traces."""
        return [line for line in self.log.read_text(errors="replace").splitlines() if FAULT.search(line)]

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.home, ignore_errors=True)


def ask(url, key, method, path, **more):
    answer = requests.request(method, url + path, headers={"Authorization": f"Bearer {key}"}, timeout=30, **more)
    answer.raise_for_status()
    return answer


class Visitor:
    """One who comes in with a role: a person by a session, a machine by a key; again when the last way in has been closed."""

    def __init__(self, url, administrator, role, customer):
        self.url, self.administrator, self.role = url, administrator, role
        self.scope = f"customer/{customer}" if role == "customer" else "all"
        self.names, self.secret = [], ""
        self.enter()

    def enter(self):
        name = f"trial-{self.role}-{len(self.names) + 1}"
        self.names.append(name)
        if self.role in MACHINES:
            form = {"name": name, "role": self.role, "scope": self.scope}
            self.secret = ask(self.url, self.administrator, "POST", "/keys", json=form).json()["secret"]
            return
        form = {"name": name, "displayName": name, "roles": [self.role], "scope": self.scope, "team": "trial"}
        link = ask(self.url, self.administrator, "POST", "/users", json=form).json()["link"]
        password = secrets.token_urlsafe(16)
        joined = requests.post(
            self.url + "/join",
            headers={"Sec-Fetch-Site": "same-origin"},
            data={"link": link.split("link=")[-1], "password": password, "again": password},
            allow_redirects=False,
            timeout=30,
        )
        self.secret = joined.cookies["annals_key"]

    def is_in(self):
        me = requests.get(self.url + "/me", headers={"Authorization": f"Bearer {self.secret}"}, timeout=30)
        return me.status_code == 200


def furnish(url, key):
    """Some customers with contacts, points and tasks, so that there is something to find; answers with their ids."""
    customers = []
    for n in range(12):
        lines = [{"id": "1", "product": "Lamp", "quantity": 1, "price": {"amount": "120.00", "currency": "USD"}}]
        for kind, channel, content in [
            ("purchase", "store", {"lines": lines}),
            ("email", "mail", {"from": f"c{n}@example.org", "subject": "A lamp", "text": "It flickers since Tuesday."}),
            ("note", "desk", {"text": "Wants to be called back."}),
        ]:
            contact = {
                "kind": kind,
                "channel": channel,
                "externalId": f"{kind}-{n}",
                "occurredAt": "2026-03-01T10:00:00Z",
                "customer": {"email": f"c{n}@example.org"},
                "content": content,
            }
            made = ask(url, key, "POST", "/contacts", json=contact).json()
        customers.append(made["customer"])
    for n, customer in enumerate(customers):
        task = {
            "id": f"0198f0aa-0000-7000-8000-{n:012d}",
            "customer": customer,
            "title": "Call back",
            "assignee": "team/trial",
            "due": "2026-03-04T18:00:00Z",
        }
        ask(url, key, "POST", "/tasks", json=task)
    return customers
