"""What is archived: chunks of WAV with noise in them, their metadata, and the events that announce them."""

import concurrent.futures
import datetime
import hashlib
import json
import math
import os
import pathlib
import random
import struct
import uuid

KIB, MIB, GIB = 1024, 1024**2, 1024**3
RESOURCE = "benchmark"
TOPIC = f"/subscriptions/0/resourcegroups/bench/providers/microsoft.communication/communicationservices/{RESOURCE}"


def sizes(name, scale):
    """Content sizes of a load; scale makes it smaller by having fewer chunks."""
    fixed = {"S": (5000, 64 * KIB), "M": (400, 8 * MIB), "L": (8, 512 * MIB), "W": (400, 2 * MIB)}
    if name in fixed:
        count, size = fixed[name]
        return [size] * max(1, round(count * scale))
    if name != "X":
        raise SystemExit(f"bench: there is no load {name}: expected S, M, L or X")
    dice = random.Random(20260105)
    raw = [math.exp(dice.gauss(0, 1.5)) for _ in range(max(1, round(1000 * scale)))]
    factor = 3 * GIB * scale / sum(raw)
    return [max(4 * KIB, int(it * factor) // 2 * 2) for it in raw]


class Load:
    """A load in memory, made once; each run gets a source of its own, of hard links."""

    def __init__(self, name, scale, memory):
        self.name = name
        self.sizes = sizes(name, scale)
        self.master = memory / f"master-{name}"
        self.documents = [f"0-bench-{name.lower()}{i:05d}" for i in range(len(self.sizes))]
        self.bytes = sum(self.sizes)

    def make(self):
        noise = random.Random(7).randbytes(8 * MIB)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            jobs = zip(range(len(self.sizes)), self.sizes, self.documents)
            digests = pool.map(lambda it: self._chunk(noise, *it), jobs)
            self.digests = sorted(digest for pair in digests for digest in pair)

    def _chunk(self, noise, index, size, document):
        place = self.master / document
        place.mkdir(parents=True)
        content = hashlib.sha256()
        with open(place / "video", "wb") as out:
            left = size - 44
            head = b"RIFF" + struct.pack("<I", size - 8) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 16000, 32000, 2, 16)
            pieces = [head + b"data" + struct.pack("<I", left), struct.pack("<Q", index)[: min(8, left)]]
            left -= len(pieces[1])
            for piece in pieces:
                out.write(piece)
                content.update(piece)
            while left:
                piece = memoryview(noise)[: min(left, len(noise))]
                out.write(piece)
                content.update(piece)
                left -= len(piece)
        metadata = self._metadata(index, document).encode()
        (place / "acsmetadata").write_bytes(metadata)
        return content.hexdigest(), hashlib.sha256(metadata).hexdigest()

    def _metadata(self, index, document):
        seconds = (self.sizes[index] - 44) / 32000
        people = [{"participantId": f"8:acs:{uuid.UUID(int=n)}_{uuid.UUID(int=index)}"} for n in range(8)]
        return json.dumps({
            "resourceId": str(uuid.UUID(int=1)), "callId": self._call(index), "chunkDocumentId": document, "chunkIndex": 0,
            "chunkStartTime": "2026-01-05T07:00:00.0000000Z", "chunkDuration": round(seconds * 1000, 1), "pauseResumeIntervals": [],
            "recordingInfo": {"contentType": "audio", "channelType": "mixed", "format": "wav",
                              "audioConfiguration": {"sampleRate": 16000, "bitRate": 256000, "channels": 1}},
            "participants": people}, indent=1)

    def _call(self, index):
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{self.name} {index}"))

    def source(self, root):
        """A tree that may be deleted; the bytes stay in the master."""
        for document in self.documents:
            (root / document).mkdir(parents=True)
            for part in ("video", "acsmetadata"):
                os.link(self.master / document / part, root / document / part)

    def events(self, base, file):
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        with open(file, "w") as out:
            for index, document in enumerate(self.documents):
                place = f"{base}/v1/objects/{document}"
                recording = f"recording {self.name} {index}"
                out.write(json.dumps({
                    "id": str(uuid.uuid4()), "topic": TOPIC, "eventTime": now,
                    "subject": f"/recording/call/{self._call(index)}/serverCallId/s{index}/recordingId/{recording}",
                    "eventType": "Microsoft.Communication.RecordingFileStatusUpdated", "dataVersion": "1.0", "metadataVersion": "1",
                    "data": {"recordingStorageInfo": {"recordingChunks": [{
                        "documentId": document, "index": 0, "endReason": "SessionEnded",
                        "contentLocation": f"{place}/content/video", "metadataLocation": f"{place}/content/acsmetadata",
                        "deleteLocation": place}]},
                        "recordingStartTime": now, "recordingDurationMs": int((self.sizes[index] - 44) / 32),
                        "sessionEndReason": "CallEnded"}}) + "\n")


def digests(root, suffix=""):
    """SHA-256 of every file below, sorted."""
    files = [it for it in pathlib.Path(root).rglob("*" + suffix) if it.is_file()]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return sorted(pool.map(lambda it: hashlib.file_digest(open(it, "rb"), "sha256").hexdigest(), files))
