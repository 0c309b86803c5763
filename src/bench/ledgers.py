"""Whether claim, status, report and intake stay as quick when the ledger grows; see src/docs/performance.md.

    python3 -B src/bench/ledgers.py --sizes 10000,1000000,10000000
"""

import argparse
import os
import pathlib
import subprocess
import sys
import time

import bench
import servers

HERE = pathlib.Path(__file__).resolve().parent
DUE = 4000
SHAPES = {"mostly done": lambda size: min(DUE, size), "all pending": lambda size: size}


def arguments():
    parser = argparse.ArgumentParser(description="Asks the same of ledgers of different sizes.")
    parser.add_argument("--sizes", default="10000,1000000,10000000", help="numbers of chunks")
    parser.add_argument("--shape", choices=SHAPES, action="append", help="what has become of them (default: each)")
    parser.add_argument("--scattered", action="store_true", help="what is due first lies all over the table, not in the order of arrival")
    parser.add_argument("--times", type=int, default=100, help="claims of 16 chunks each")
    parser.add_argument("--work", type=pathlib.Path, default=bench.TOP / "target/bench")
    parser.add_argument("--jar", type=pathlib.Path, default=bench.TOP / "target/recording-archiver.jar")
    return parser.parse_args()


class Ledgers:
    def __init__(self, given):
        self.given = given
        self.work = (given.work / time.strftime("ledgers-%Y%m%dT%H%M%S")).resolve()
        self.work.mkdir(parents=True)
        self.java = bench.java()
        subprocess.run([self.java, "-Djarmode=tools", "-jar", given.jar.resolve(), "extract", "--destination", self.work / "app"],
                       check=True, stdout=subprocess.DEVNULL)
        self.path = f"{self.work}/app/{given.jar.name}:{self.work}/app/lib/*"
        self.classes = self.work / "classes"
        subprocess.run([self.java + "c", "-d", self.classes, "-cp", self.path, HERE / "LedgerBench.java"], check=True)
        self.database = servers.Database(self.work)

    def run(self):
        try:
            for size in map(int, self.given.sizes.split(",")):
                for shape in self.given.shape or SHAPES:
                    self.measure(size, shape, SHAPES[shape](size))
        finally:
            self.database.close()

    def measure(self, size, shape, due):
        name = f"ledger_{size}_{due}"
        self.database.query(f"create database {name}")
        self.call("migrate", name)
        before = int(self.database.query("select pg_database_size(current_database())", name))
        self.fill(name, size, due)
        self.database.query("vacuum analyze", name)
        grown = int(self.database.query("select pg_database_size(current_database())", name)) - before
        self.tell(size, shape, "bytes per chunk", grown / size)
        self.ask(size, shape, name, "")
        # A reader that stays open for hours: nothing that changes meanwhile can be vacuumed.
        reader = self.reader(name)
        self.ask(size, shape, name, ", long reader")
        reader.kill()
        reader.wait()
        self.database.query(f"drop database {name}")

    def fill(self, name, size, due):
        subprocess.run(self.psql(name) + ["-v", f"size={size}", "-v", f"due={due}", "-v", f"scattered={self.given.scattered}", "-f", str(HERE / "ledgers.sql")],
                       check=True, stdout=subprocess.DEVNULL)

    def reader(self, name):
        reader = subprocess.Popen(self.psql(name), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        reader.stdin.write("begin isolation level repeatable read; select count(*) from holder;\n")
        reader.stdin.flush()
        reader.stdout.readline()
        return reader

    def psql(self, name):
        return ["psql", "-h", "127.0.0.1", "-p", str(self.database.port), "-U", "archiver", "-d", name, "-qAtX", "-v", "ON_ERROR_STOP=1"]

    def settings(self, name):
        return [f"--spring.datasource.url=jdbc:postgresql://127.0.0.1:{self.database.port}/{name}", "--spring.datasource.username=archiver",
                "--spring.datasource.password=", f"--archiver.home={self.work}/home"]

    def call(self, command, name):
        subprocess.run([self.java, "-jar", f"{self.work}/app/{self.given.jar.name}", command, *self.settings(name)], check=True,
                       stdout=subprocess.DEVNULL)

    def ask(self, size, shape, name, how):
        done = subprocess.run([self.java, "-Xmx512m", "-cp", f"{self.classes}:{self.path}", "LedgerBench", str(self.given.times),
                               *self.settings(name)], check=True, stdout=subprocess.PIPE, text=True)
        for line in done.stdout.splitlines():
            words = line.split()
            if len(words) == 3 and words[0] in ("claim", "status", "report", "intake"):
                self.tell(size, shape, f"{words[0]}{how}", float(words[1]), f"ms, 90 % below {words[2]} ms")

    def tell(self, size, shape, what, value, unit=""):
        print(f"{size:>9} {shape:12} {what:22} {value:10.3f} {unit}", flush=True)
        with open(self.work / "rows.csv", "a") as rows:
            rows.write(f"{size},{shape},{what},{value}\n")


if __name__ == "__main__":
    ledgers = Ledgers(arguments())
    ledgers.run()
    print(f"Raw rows: {ledgers.work}/rows.csv; load {os.getloadavg()[0]}", file=sys.stderr)
