"""The benchmark; run.sh says how it is called."""

import argparse
import csv
import glob
import os
import pathlib
import shutil
import subprocess
import sys
import time

import loads
import peers
import servers
import table

TOP = pathlib.Path(__file__).resolve().parents[2]


def arguments(words=None):
    parser = argparse.ArgumentParser(prog="run.sh", description="Compares the archiver with what a user would pick instead.")
    parser.add_argument("--loads", default="S,M,L,X", help="some of S, M, L, X (default: all)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each peer archives each load (default: 5)")
    parser.add_argument("--peers", default="curl,rclone,sdk,ours", help="in this order, first one reversed each second round")
    parser.add_argument("--scale", type=float, default=1, help="a fraction of the chunks (default: 1)")
    parser.add_argument("--work", type=pathlib.Path, default=TOP / "target/bench", help="on the disk to measure")
    parser.add_argument("--memory", type=pathlib.Path, default=pathlib.Path("/dev/shm"), help="where the source lies")
    parser.add_argument("--jar", type=pathlib.Path, default=TOP / "target/recording-archiver.jar")
    parser.add_argument("--profile", action="store_true", help="JFR of our runs: profile.jfr in the directory of each")
    parser.add_argument("--no-cache", action="store_true", help="start without the launcher's start-up cache")
    parser.add_argument("--setting", action="append", default=[], help="for ours, as in --setting=--archiver.archive.lanes=32")
    parser.add_argument("--java-options", default="", help="more options for ours, as in --java-options=-XX:TieredStopAtLevel=1")
    parser.add_argument("--tls", action="store_true", help="the source speaks TLS, as ACS does")
    parser.add_argument("--guard", action="store_true", help="S with 500 chunks beside curl, three rounds: prints the ratio")
    given = parser.parse_args(words)
    if given.guard:
        given.loads, given.scale, given.peers, given.rounds = "S", 0.1, "curl,ours", 3
    return given


def missing(given):
    wanted = {"nginx": "nginx", "psql": "postgresql", "curl": "curl", "rclone": "rclone"}
    if "rclone" not in given.peers:
        del wanted["rclone"]
    if given.tls:
        wanted["openssl"] = "openssl"
    lacking = [package for program, package in wanted.items() if not shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin")]
    if not glob.glob("/usr/lib/postgresql/*/bin/initdb"):
        lacking.append("postgresql")
    if lacking:
        raise SystemExit(f"bench: missing: apt-get install {' '.join(sorted(set(lacking)))}")
    if not given.jar.is_file():
        raise SystemExit(f"bench: {given.jar} is missing: mvn -q package -DskipTests")


def java():
    for home in [os.environ.get("JAVA_HOME", ""), *sorted(glob.glob("/usr/lib/jvm/*"))]:
        release = pathlib.Path(home, "release")
        if home and release.is_file():
            lines = [it for it in release.read_text().splitlines() if it.startswith("JAVA_VERSION=")]
            if lines and int(lines[0].split('"')[1].split(".")[0]) >= 25:
                return home + "/bin/java"
    raise SystemExit("bench: no Java 25: set JAVA_HOME")


def sdk(work, java):
    """The test class path, with the SDK and the HTTP client that comes with it."""
    path, classes = work / "sdk.path", work / "sdk"
    subprocess.run(["mvn", "-B", "-q", "-ntp", "-Pfault-tools", "dependency:build-classpath", "-DincludeScope=test",
                    f"-Dmdep.outputFile={path}"], cwd=TOP, check=True)
    subprocess.run([java + "c", "-d", classes, "-cp", path.read_text(), TOP / "src/bench/SdkDownload.java"], check=True)
    return f"{classes}:{path.read_text()}"


def empty(directory):
    for path in directory.rglob("*"):
        if path.is_file() and path.stat().st_size > 1 << 20:
            path.chmod(0o600)
            os.truncate(path, 0)


class Bench:
    def __init__(self, given):
        os.environ["PATH"] += ":/usr/sbin"
        missing(given)
        self.given = given
        self.work = (given.work / time.strftime("%Y%m%dT%H%M%S")).resolve()
        self.work.mkdir(parents=True)
        self.memory = given.memory / f"recording-archiver-bench-{os.getpid()}"
        (self.memory / "source").mkdir(parents=True)
        self.java, self.jar, self.settings = java(), given.jar.resolve(), given.setting
        self.launcher = str(TOP / "jobs/recording-archiver")
        self.cache = {"RECORDING_ARCHIVER_CACHE": "off" if given.no_cache else str(given.work.resolve() / "cache")}
        self.peers = peers.chosen(given.peers.split(","))
        self.rows = []

    def java_options(self, place):
        trust = self.certificate.java_option if self.certificate else ""
        return f"-Xmx512m {trust} {self.given.java_options}" + (f" -XX:StartFlightRecording=filename={place}/profile.jfr,settings=profile" if self.given.profile else "")

    def run(self):
        try:
            if "sdk" in self.given.peers:
                self.sdk = sdk(self.work, self.java)
            self.certificate = servers.Certificate(self.work, self.java) if self.given.tls else None
            self.source = servers.Source(self.work, self.memory / "source", self.certificate)
            self.database = servers.Database(self.work)
            if not self.given.no_cache:
                subprocess.run([self.launcher, "prepare"], env={**os.environ, **self.cache, "RECORDING_ARCHIVER_JAR": str(self.jar),
                                                               "RECORDING_ARCHIVER_JAVA": self.java}, check=True)
            for name in self.given.loads.split(","):
                self.measure(loads.Load(name, self.given.scale, self.memory))
        finally:
            for server in (getattr(self, "source", None), getattr(self, "database", None)):
                if server:
                    server.close()
            shutil.rmtree(self.memory)
        shutil.copy(self.work / "rows.csv", self.given.work / "rows.csv")

    def measure(self, load):
        load.make()
        for number in range(1, self.given.rounds + 1):
            for peer in self.peers if number % 2 else reversed(self.peers):
                self.once(load, peer, number)
        shutil.rmtree(load.master)

    def once(self, load, peer, number):
        shutil.rmtree(self.memory / "source")
        (self.memory / "source").mkdir()
        load.source(self.memory / "source")
        place = self.work / f"{load.name}-{number}-{peer.name}"
        place.mkdir()
        os.sync()
        took, job = peer.run(self, load, place)
        self.note({"load": load.name, "chunks": len(load.sizes), "bytes": load.bytes, "round": number, "peer": peer.name,
                   "job_seconds": round(job, 3), "process_seconds": round(took.seconds, 3), "cpu_seconds": round(took.cpu, 2),
                   "peak_mb": took.memory, "load_average": os.getloadavg()[0]})
        # A new file is slow just after thousands were deleted (an ext4 without a journal looks past each of them for a minute,
        # five for some), and who makes more files pays more: what is large is emptied, all of it stays until the end.
        if load.bytes > loads.GIB:
            empty(place / ("archive" if peer.name == "ours" else "files"))
            os.sync()

    def note(self, row):
        self.rows.append(row)
        with open(self.work / "rows.csv", "a", newline="") as out:
            writer = csv.DictWriter(out, row)
            if len(self.rows) == 1:
                writer.writeheader()
            writer.writerow(row)
        print(f"{row['load']} round {row['round']} {row['peer']:7} job {row['job_seconds']:8.2f} s  process {row['process_seconds']:8.2f} s"
              f"  cpu {row['cpu_seconds']:7.2f} s  peak {row['peak_mb']} MB", file=sys.stderr)

    def same(self, load, out, who):
        self.equal(load, loads.digests(out), who)

    def equal(self, load, found, who):
        if found != load.digests:
            raise SystemExit(f"bench: {who}: {len(found)} files, of which not all are equal to the {len(load.digests)} served")

    def deleted(self, load, who):
        left = sum(1 for _ in (self.memory / "source").iterdir())
        if left:
            raise SystemExit(f"bench: {who}: {left} of {len(load.documents)} sources are still there")


if __name__ == "__main__":
    bench = Bench(arguments())
    bench.run()
    print(table.summary(bench.rows))
    print(f"Raw rows: {bench.work}/rows.csv", file=sys.stderr)
