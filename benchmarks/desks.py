"""Many who write at once: desks flat out on one SQLite file, and connections with a turn a second on PostgreSQL."""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from scoring.trace import Event
from simulator.records.address import address_of
from simulator.records.model import Attempt, new_attempt_id, new_pairing_key
from simulator.records.store import Records

DESKS = 10
CONNECTIONS = 100
_PROCESSES = 4  # that share the connections out among them
_SECONDS = 10
_AT = "2026-11-25T09:00:00.000+09:00"
_WORDS = "많이 놀라셨겠습니다. 어떤 점이 가장 불편하셨는지 천천히 말씀해 주시겠어요?"
_ROOT = Path(__file__).parent.parent


class Load(msgspec.Struct):
    """What one process is to do. every: seconds from turn to turn, 0 for flat out; seconds: how long."""

    address: str
    writers: int
    every: float
    seconds: float


def run() -> None:
    """Print the slowest turn, the turns a writer and the 99th percentile."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "minwon.db"
        Records.open(file).close()
        _print("SQLite", "flat out", _loaded(str(file), DESKS, 1, 0), "slowest under 100 ms, spread within 2")
    from tests import postgres_at_work

    if postgres_at_work.binaries() is None:
        print("desks    PostgreSQL: no server here")
        return
    postgres_at_work.choose_folder()
    postgres_at_work.SETTINGS["fsync"] = "on"
    with postgres_at_work.own_server() as server:
        writers = _loaded(server.url, _PROCESSES, CONNECTIONS // _PROCESSES, 1)
        _print("PostgreSQL", "a turn a second", writers, "p99 under 50 ms")


def _loaded(address: str, processes: int, writers: int, every: float) -> list[list[float]]:
    """Let processes write at once, and return the seconds every turn took, a list a writer."""
    load = msgspec.json.encode(Load(address, writers, every, _SECONDS)).decode()
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.desks", load],
            cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(processes)
    ]  # fmt: skip
    for process in running:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.stdout.readline() for process in running if process.stdout]
    for process in running:
        process.communicate("leave\n")
    assert not any(process.returncode for process in running), "a writer met an error"
    return [turns for text in told for turns in msgspec.json.decode(text, type=list[list[float]])]


def _print(engine: str, how: str, writers: Sequence[Sequence[float]], aim: str) -> None:
    every = sorted(seconds * 1000 for turns in writers for seconds in turns)
    counts = sorted(len(turns) for turns in writers)
    p50, p99 = statistics.median(every), every[int(len(every) * 0.99)]
    print(
        f"desks    {engine}, {len(writers)} writers {how}: {len(every):,} turns, no error, p50 {p50:.1f} ms, "
        f"p99 {p99:.1f} ms, slowest {every[-1]:.1f} ms; turns a writer {counts[0]} to {counts[-1]}, "
        f"spread {counts[-1] / counts[0]:.2f} (aim: {aim})"
    )


# In the processes that write


def _write(load: Load) -> None:
    """Open every connection and begin an attempt on it, wait for the word, write, and print what each turn took."""
    records = [Records.open(address_of(load.address)) for _ in range(load.writers)]
    attempts = [_begun(one) for one in records]
    print("ready", flush=True)
    sys.stdin.readline()
    turns: list[list[float]] = [[] for _ in records]
    threads = [
        threading.Thread(target=_turns, args=(one, attempt, load, index / load.writers, turns[index]))
        for index, (one, attempt) in enumerate(zip(records, attempts, strict=True))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(msgspec.json.encode(turns).decode(), flush=True)
    sys.stdin.readline()  # processes that end slow down those who still write (docs/benchmarks.md)
    for one in records:
        one.close()


def _begun(records: Records) -> str:
    attempt = Attempt(
        new_attempt_id(), "small-call", 1, "s", "m", "KR_2024_DECREE", "ko", 0, "practice", _AT, new_pairing_key()
    )
    records.begin(attempt, [_event(0)], _AT)
    return attempt.id


def _event(seq: int) -> Event:
    return Event(seq, seq, "clerk", "said", "hear", "opening", _WORDS, 10, 50, 40, 10)


def _turns(records: Records, attempt: str, load: Load, share: float, turns: list[float]) -> None:
    """Write turns of two events; what fails ends the process, so that it is seen."""
    start = time.perf_counter()
    due, seq = start + share * load.every, 1
    try:
        while time.perf_counter() - start < load.seconds:
            time.sleep(max(0.0, due - time.perf_counter()))
            before = time.perf_counter()
            records.append(attempt, [_event(seq), _event(seq + 1)], _AT)
            turns.append(time.perf_counter() - before)
            due, seq = due + load.every, seq + 2
    except BaseException as error:
        sys.stderr.write(f"{error!r}\n")
        os._exit(1)


if __name__ == "__main__":
    _write(msgspec.json.decode(sys.argv[1], type=Load))
