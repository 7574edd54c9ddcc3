"""Starts a server for each role, has schemathesis at it as that role, and gives the verdict."""

import argparse
import json
import os
import random
import re
import shutil
import signal
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import wrong
from server import PACKAGED, Server, ask, end_all, furnish, run

ROLES = (
    "agent supervisor sales marketing technician manager auditor till service customer administrator".split()
)
HERE = Path(__file__).resolve().parent
# They answer for as long as they are listened to; what they refuse is in BadInputTest, EventsTest and LiveTest.
ENDLESS = ("/events", "/live")
TOLD = "schemathesis.txt"
CHECKS = "not_a_server_error,content_type_conformance,status_code_conformance,response_schema_conformance"


def options():
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--minutes", type=float, default=10, help="with each role")
    told.add_argument("--seconds", type=float, help="instead of minutes")
    told.add_argument("--roles", type=lambda text: text.split(","), default=ROLES)
    told.add_argument("--at-once", type=int, default=1, help="roles at a time, each with a server of its own")
    told.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 31))
    told.add_argument("--out", type=Path, default=HERE.parent / "target/trial", help="for reports and findings")
    told.add_argument(
        "--wrong", choices=wrong.WAYS, help="put a server in front that is wrong: the trial must find it and end with 1"
    )
    return told.parse_args()


def try_as(role, asked):
    seconds = asked.seconds or asked.minutes * 60
    out = asked.out / role
    out.mkdir(parents=True, exist_ok=True)
    findings, summary, told = out / "findings.ndjson", out / "summary.json", out / TOLD
    for old in (findings, summary):
        old.unlink(missing_ok=True)
    server = Server(asked.out / PACKAGED.name)
    try:
        administrator = server.keys["administrator"]
        customers = furnish(server.url, administrator)
        api = ask(server.url, administrator, "GET", "/v3/api-docs").json()
        (out / "openapi.json").write_text(json.dumps(api))
        base = wrong.in_front_of(server.url, asked.wrong, server.log) if asked.wrong else server.url
        trial = {
            "role": role,
            "seed": asked.seed,
            "server": server.url,
            "mongo": server.mongo,
            "administrator": administrator,
            "customers": customers,
            "findings": str(findings),
            "summary": str(summary),
        }
        with told.open("w") as output:
            run(
                [Path(sys.executable).parent / "schemathesis", "run", out / "openapi.json", "--url", base]
                + ["--max-time", str(max(1, round(seconds))), "--seed", str(asked.seed), "--workers", "1"]
                + ["--checks", CHECKS, "--continue-on-failure", "--request-timeout", "30"]
                + ["--generation-database", "none", "--suppress-health-check", "all", "--no-color", "--warnings", "off"]
                + [option for path in ENDLESS for option in ("--exclude-path", path)],
                seconds * 2 + 300,
                cwd=out,
                env={
                    **os.environ,
                    "ANNALS_TRIAL": json.dumps(trial),
                    "SCHEMATHESIS_HOOKS": "hooks",
                    "PYTHONPATH": str(HERE),
                },
                stdout=output,
            )
        return verdict(role, seconds, server, findings, summary, told)
    finally:
        (out / "server.log").write_bytes(server.log.read_bytes())
        server.close()


def verdict(role, seconds, server, findings, summary, told):
    """What was done, and all that is wrong, as words."""
    if not summary.exists():
        return {}, [f"{role}: schemathesis asked nothing, see {told}"]
    done = json.loads(summary.read_text())
    lines = [json.loads(line) for line in findings.read_text().splitlines()] if findings.exists() else []
    kinds = Counter((line["what"], line["route"]) for line in lines)
    wrongs = [f"{role}: {what} at {route}, {count} times" for (what, route), count in kinds.items()]
    wrongs += [f"{role}: in the server's log: {line}" for line in server.faults()[:20]]
    if not server.alive():
        wrongs.append(f"{role}: the server has ended")
    if done["seconds"] < 0.9 * seconds:
        wrongs.append(f"{role}: it was over after {done['seconds']} s of {seconds}")
    for needed in ("refused", "stored"):
        if not done.get(needed):
            wrongs.append(f"{role}: nothing was {needed}, so nothing is proved")
    return done, wrongs


def main():
    asked = options()
    if not PACKAGED.exists():
        raise SystemExit(f"{PACKAGED} is missing: ./mvnw package -DskipTests")
    asked.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(PACKAGED, asked.out)  # a build beside does the trial no harm
    print(f"seed {asked.seed}", flush=True)
    for broken_off in (signal.SIGINT, signal.SIGTERM):
        signal.signal(broken_off, end_all)
    wrongs, began = [], time.monotonic()

    def tell(role):
        done, bad = try_as(role, asked)
        counts = {name: done.get(name, 0) for name in ("seconds", "requests", "refused", "lines refused", "stored", "entered again")}
        print(f"{role:14} {counts} {done.get('status')}", flush=True)
        for line in re.findall(r"❌ (ST.*)", (asked.out / role / TOLD).read_text()):
            print(f"  of the description: {line}", flush=True)
        for line in bad:
            print(f"  {line}", flush=True)
        wrongs.extend(bad)

    with ThreadPoolExecutor(asked.at_once) as several:
        for one in [several.submit(tell, role) for role in asked.roles]:
            one.result()
    print(f"{len(asked.roles)} roles, {time.monotonic() - began:.0f} s: {len(wrongs) or 'nothing'} wrong; {asked.out}")
    raise SystemExit(1 if wrongs else 0)


if __name__ == "__main__":
    main()
