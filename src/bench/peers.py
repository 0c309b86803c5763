"""Who is compared. Each fetches a load into a directory of its own; all but the SDK then delete it at the source."""

import os
import pathlib
import subprocess
import tempfile
import time

import loads

WIDTH = 32
CORES = os.cpu_count()
RESOURCE_KEY = "endpoint=https://benchmark.communication.azure.com/;accesskey=YmVuY2htYXJr"


class Took:
    """Time on the clock, CPU seconds of all processes, and the memory of the largest one."""

    def __init__(self, command, log, **options):
        start = time.monotonic()
        with open(log, "a") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, **options)
            _, status, usage = os.wait4(self.process.pid, 0)
        self.seconds = time.monotonic() - start
        self.code = os.waitstatus_to_exitcode(status)
        self.process.returncode = self.code
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss // 1024
        if self.code != 0:
            raise SystemExit(f"bench: {command[0]} ended with {self.code}: see {log}")


class Chain:
    """What one would write by hand: fetch, sync, hash on all cores, delete."""

    def __init__(self, name, fetch):
        self.name = name
        self.fetch = fetch

    def run(self, bench, load, place):
        out = place / "files"
        out.mkdir()
        base = bench.source.base
        wanted = [f"{base}/v1/objects/{document}" for document in load.documents]
        (place / "fetch").write_text("".join(
            f'url = "{url}/content/{part}"\noutput = "{out}/{document}.{part}"\n'
            for url, document in zip(wanted, load.documents) for part in ("video", "acsmetadata")))
        (place / "delete").write_text("".join(f'url = "{url}"\noutput = "/dev/null"\n' for url in wanted))
        chain = f"""set -e
            {self.fetch.format(place=place, out=out, base=base, width=WIDTH)}
            sync -f {out}
            find {out} -type f -print0 | xargs -0 -P {CORES} -n 64 sha256sum > {place}/sums
            curl -sS --fail -Z --parallel-max {WIDTH} -X DELETE -K {place}/delete"""
        took = Took(["bash", "-c", chain], place / "log")
        bench.same(load, out, self.name)
        bench.deleted(load, self.name)
        return took, took.seconds


CURL = Chain("curl", "curl -sS --fail -Z --parallel-max {width} -K {place}/fetch")
RCLONE = Chain("rclone", "rclone copy -q --config /dev/null --http-url {base}/ :http: {out} "
                         "--transfers {width} --checkers {width} --http-no-head --multi-thread-streams 0")


class Sdk:
    """Microsoft's client, downloads alone, as many at a time as we have lanes."""

    name = "sdk"

    def run(self, bench, load, place):
        out = place / "files"
        out.mkdir()
        (place / "urls").write_text("".join(
            f"{bench.source.base}/v1/objects/{document}/content/{part} {out}/{document}.{part}\n"
            for document in load.documents for part in ("video", "acsmetadata")))
        took = Took([bench.java, "-XX:+UseSerialGC", "-Xmx512m", "-cp", bench.sdk, "SdkDownload", str(place / "urls"), str(WIDTH)], place / "log")
        bench.same(load, out, self.name)
        return took, took.seconds


class Ours:
    """The whole run: ledger, bags, read-back, permits, deletes. Queued and migrated beforehand."""

    name = "ours"

    def run(self, bench, load, place):
        database = "bench_" + next(tempfile._get_candidate_names()).lower().replace("-", "_")
        bench.database.query(f'create database "{database}"')
        environment = {
            "PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "RECORDING_ARCHIVER_JAR": str(bench.jar),
            "RECORDING_ARCHIVER_JAVA": bench.java, "ARCHIVER_HOME": str(place),
            "SPRING_DATASOURCE_URL": f"jdbc:postgresql://127.0.0.1:{bench.database.port}/{database}",
            "SPRING_DATASOURCE_USERNAME": "archiver", "ARCHIVER_SOURCE_CONNECTIONSTRING": RESOURCE_KEY,
            "ARCHIVER_SOURCE_ALLOWEDHOSTS": bench.source.host, "ARCHIVER_SOURCE_ALLOWHTTP": "true",
            "JAVA_OPTS": bench.java_options(place)}
        environment.update(bench.cache)
        load.events(bench.source.base, place / "events.jsonl")
        options = {"env": environment, "cwd": place}
        Took([bench.launcher, "ingest", str(place / "events.jsonl")], place / "log", **options)
        took = Took([bench.launcher, "archive", "--limit", str(len(load.documents)), *bench.settings], place / "log", **options)
        job = float(bench.database.query(
            "select extract(epoch from end_time - start_time) from batch_job_execution order by 1 desc limit 1", database))
        self.check(bench, load, place, database)
        bench.database.query(f'drop database "{database}"')
        return took, job

    def check(self, bench, load, place, database):
        known = bench.database.query("select count(*) from chunk where status = 'SOURCE_DELETED'", database)
        if known != str(len(load.documents)):
            raise SystemExit(f"bench: ours: {known} of {len(load.documents)} chunks are SOURCE_DELETED: see {place}/log")
        kept = loads.digests(place / "archive", ".wav") + loads.digests(place / "archive", ".acsmetadata.json")
        bench.equal(load, sorted(kept), self.name)
        bench.deleted(load, self.name)


def chosen(names):
    known = {peer.name: peer for peer in (CURL, RCLONE, Sdk(), Ours())}
    for name in names:
        if name not in known:
            raise SystemExit(f"bench: there is no peer {name}: expected some of {', '.join(known)}")
    return [known[name] for name in names]
