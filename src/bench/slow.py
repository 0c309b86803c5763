"""A slow world: every connection to the source has 50 ms of latency and 20 Mbit/s, all together a link of 400 Mbit/s.

Archives the same chunks with more and more lanes; see src/docs/performance.md.

    python3 -B src/bench/slow.py --lanes 1,4,16,64,128
"""

import argparse
import asyncio
import multiprocessing
import os
import pathlib
import shutil
import socket
import sys
import time

import bench
import loads
import peers
import servers

LATENCY = 0.05
CONNECTION = 20e6 / 8
LINK = 400e6 / 8
PIECE = 16 * 1024


class Link:
    """Hands out the right to send, in the order of asking."""

    def __init__(self, rate):
        self.rate, self.free = rate, 0.0

    async def take(self, size):
        now = time.monotonic()
        self.free = max(self.free, now) + size / self.rate
        await asyncio.sleep(self.free - now)


class Proxy:
    def __init__(self, port, target):
        self.port, self.target = port, target
        self.link = Link(LINK)

    async def serve(self):
        server = await asyncio.start_server(self.connect, "127.0.0.1", self.port, backlog=1024)
        await server.serve_forever()

    async def connect(self, reader, writer):
        await asyncio.sleep(LATENCY)
        upstream, downstream = await asyncio.open_connection("127.0.0.1", self.target)
        await asyncio.gather(self.delay(reader, downstream, None), self.delay(upstream, writer, Link(CONNECTION)))

    async def delay(self, reader, writer, own):
        """Half of the latency each way; bytes under way don't hold up those behind them."""
        queue = asyncio.Queue(64)
        deliver = asyncio.create_task(self.deliver(queue, writer))
        try:
            while piece := await reader.read(PIECE):
                if own:
                    await own.take(len(piece))
                    await self.link.take(len(piece))
                await queue.put((time.monotonic() + LATENCY / 2, piece))
        except ConnectionError:
            pass
        await queue.put((0, b""))
        await deliver

    async def deliver(self, queue, writer):
        try:
            while True:
                due, piece = await queue.get()
                if not piece:
                    break
                await asyncio.sleep(due - time.monotonic())
                writer.write(piece)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()


def proxy(port, target):
    asyncio.run(Proxy(port, target).serve())


def wait_for(port):
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


class Slow(bench.Bench):
    def __init__(self, given):
        super().__init__(given)
        self.peers = peers.chosen(["ours"])

    def measure(self, load):
        load.make()
        port = servers.free_port()
        process = multiprocessing.Process(target=proxy, args=(port, self.source.port), daemon=True)
        process.start()
        wait_for(port)
        self.source.base, self.source.host = f"http://127.0.0.1:{port}", f"127.0.0.1:{port}"
        plain = self.settings
        for number, lanes in enumerate(self.given.lanes.split(","), 1):
            self.settings = plain + [f"--archiver.archive.lanes={lanes}", f"--archiver.source.connections={lanes}"]
            self.once(load, self.peers[0], number)
            row = self.rows[-1]
            print(f"{lanes:>4} lanes: {row['bytes'] * 8 / 1e6 / row['job_seconds']:7.1f} Mbit/s, {row['peak_mb']} MB", flush=True)
        process.terminate()
        shutil.rmtree(load.master)


def arguments():
    parser = argparse.ArgumentParser(description="Archives from a source far away.")
    parser.add_argument("--lanes", default="1,4,16,32,64,128")
    parser.add_argument("--scale", type=float, default=1, help="a fraction of the 400 chunks of 2 MiB")
    parser.add_argument("--work", type=pathlib.Path, default=bench.TOP / "target/bench")
    parser.add_argument("--memory", type=pathlib.Path, default=pathlib.Path("/dev/shm"))
    parser.add_argument("--jar", type=pathlib.Path, default=bench.TOP / "target/recording-archiver.jar")
    given = parser.parse_args(namespace=bench.arguments([]))
    given.loads, given.peers, given.rounds = "W", "ours", 1
    return given


if __name__ == "__main__":
    Slow(arguments()).run()
    print(f"load {os.getloadavg()[0]}", file=sys.stderr)
