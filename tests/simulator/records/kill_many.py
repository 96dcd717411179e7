"""Runs killed with SIGKILL at random moments: every turn that was shown is there, and the run goes on identically.

`python -m tests.simulator.records.kill_many [--kills N] [--database ADDRESS]` kills so many processes, on a fresh
SQLite file and on a PostgreSQL server of its own unless an address is given, and prints what it met, a line each.
A process is forked for each kill and plays run after run; what it shows goes into a pipe after `take` has returned.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import msgspec

from dialogues.inputs import Act, Choose, Input
from scoring.manual.reader import shipped_manual
from scoring.trace import Event
from simulator.records.address import Address, address_of
from simulator.records.model import Attempt
from simulator.records.store import Records
from simulator.rehearsal import Rehearsal
from tests import postgres_at_work
from tests.simulator.records.runs_at_work import begin, go_on, is_whole, small, uninterrupted, verified


class Shown(msgspec.Struct):
    """What a process showed after one turn: the run, its seed, and the events of the turn."""

    attempt: str
    seed: int
    events: list[Event]


_decode = msgspec.json.Decoder(Shown).decode


def inputs_of(seed: int) -> tuple[Input, ...]:
    """Return the script of a seed: some of it by chance, always to the end."""
    chance = random.Random(seed)
    noise = [Act("notify_recording") if chance.random() < 0.3 else Choose("wait") for _ in range(chance.randrange(6))]
    return (Choose("cold"), Choose("stop"), *noise, Choose("rule"))


def kill_one(address: Address, chance: random.Random, longest: float, met: Counter[str]) -> None:
    """Kill one process within so many seconds and look at what it left. Raises AssertionError with what is wrong."""
    shown = list(_killed(address, chance.randrange(2**31), chance.uniform(0, longest)))
    with closing(Records.open(address)) as records:
        met["kills"] += 1
        met["turns shown"] += len(shown)
        _need_everything_shown(records, shown)
        assert verified(records), "the chain does not verify"
        unfinished = records.unfinished()
        assert len(unfinished) <= 1, "more than one run is open"
        met["killed in a run" if unfinished else "killed between runs"] += 1
        if unfinished:
            _go_on(records, unfinished[0], shown, met)


def _go_on(records: Records, attempt: Attempt, shown: list[Shown], met: Counter[str]) -> None:
    """Resume the run that was killed, take the rest of its script and hold it against one that nobody killed."""
    inputs = inputs_of(attempt.seed)
    kept = records.events(attempt.id)
    seen = [event for turn in shown if turn.attempt == attempt.id for event in turn.events]
    met["killed with a turn kept and not yet shown"] += len(kept) > len(seen)
    rehearsal = go_on(records)
    for given in inputs[rehearsal.play.turn :]:
        rehearsal.take(given)
    assert is_whole(records, attempt.id, attempt.seed, inputs), "the run did not go on identically"


def _need_everything_shown(records: Records, shown: list[Shown]) -> None:
    for name in {turn.attempt for turn in shown}:
        turns = [turn for turn in shown if turn.attempt == name]
        seen = [event for turn in turns for event in turn.events]
        kept = records.events(name)
        assert kept[: len(seen)] == seen, f"shown and not kept: {name}"
        assert kept == uninterrupted(turns[0].seed, inputs_of(turns[0].seed))[: len(kept)], f"not as played: {name}"


def _killed(address: Address, seed: int, seconds: float) -> Iterator[Shown]:
    """Let a process play, kill it after a time, and return what it showed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _play_for_ever(address, seed, writing)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as stream:
        yield from _whole_lines(stream)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), "the process ended by itself"


def _whole_lines(stream: IO[bytes]) -> Iterator[Shown]:
    for line in stream:
        if line.endswith(b"\n"):
            yield _decode(line)


def _play_for_ever(address: Address, seed: int, stream: int) -> None:
    try:
        records = Records.open(address)
        while True:
            seed = (seed * 31 + 1) % 10_000
            rehearsal = begin(records, seed)
            _show(stream, rehearsal, rehearsal.play.trace().events)
            for given in inputs_of(seed):
                _show(stream, rehearsal, rehearsal.take(given).events)
    except BaseException as error:  # the parent sees that it ended by itself
        sys.stderr.write(f"{error!r}\n")
        os._exit(1)


def _show(stream: int, rehearsal: Rehearsal, events: tuple[Event, ...] | list[Event]) -> None:
    shown = Shown(rehearsal.attempt.id, rehearsal.attempt.seed, list(events))
    os.write(stream, msgspec.json.encode(shown) + b"\n")


@contextmanager
def _addresses(named: str | None) -> Iterator[list[Address]]:
    if named:
        yield [address_of(named)]
        return
    postgres_at_work.choose_folder()
    with tempfile.TemporaryDirectory() as folder, postgres_at_work.own_server() as server:
        yield [Address(Path(folder) / "minwon.db"), Address(url=server.url)]


def main() -> None:
    """Kill as many as asked, and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--longest", type=float, default=0.15, help="seconds from the fork to the kill")
    parser.add_argument("--database")
    parser.add_argument("--seed", type=int, default=6)
    asked = parser.parse_args()
    small(), shipped_manual()  # read once, before anything is forked
    with _addresses(asked.database) as addresses:
        for address in addresses:
            met: Counter[str] = Counter()
            chance = random.Random(asked.seed)
            for _ in range(asked.kills):
                kill_one(address, chance, asked.longest, met)
            engine = "SQLite" if address.file else "PostgreSQL"
            print(f"{engine}: " + ", ".join(f"{what}: {number}" for what, number in met.items()), flush=True)


if __name__ == "__main__":
    main()
