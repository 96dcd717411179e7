"""A file that was cut off somewhere: refused plainly, or opened whole; never opened wrong."""

import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from simulator.problems import Exit, UserProblem
from simulator.records.address import Address
from simulator.records.store import Records
from tests.simulator.records.runs_at_work import INPUTS, begin, contents, uninterrupted, verified

CUTS = 50


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file with some runs, the last of them unfinished."""
    file = tmp_path / "minwon.db"
    with closing(Records.open(file)) as records:
        for inputs in (*[INPUTS] * 20, INPUTS[:2]):
            rehearsal = begin(records)
            for given in inputs:
                rehearsal.take(given)
    return file


def test_a_cut_off_file_is_refused_or_whole(file: Path, tmp_path: Path) -> None:
    whole, size, chance = contents(Address(file)), file.stat().st_size, random.Random(6)
    cuts = [1, 99, 100, 511, 512, 4095, 4096, size - 4096, size - 1, size]
    found = []
    for number, cut in enumerate([*cuts, *(chance.randrange(1, size) for _ in range(CUTS - len(cuts)))]):
        part = tmp_path / f"{number}.db"
        part.write_bytes(file.read_bytes()[:cut])
        found.append(refused(part))
        assert found[-1] or contents(Address(part)) == whole, cut
        assert part.read_bytes() == file.read_bytes()[:cut], cut
    assert found.count(True) == CUTS - 1


def refused(file: Path) -> bool:
    """Return whether a file is refused with a sentence that says what is wrong."""
    try:
        contents(Address(file))
    except UserProblem as problem:
        words = ("손상되었습니다", "기록 파일이 아닙니다")
        return problem.code == Exit.ENVIRONMENT and any(word in problem.sentence for word in words)
    return False


def test_of_a_cut_off_journal_whole_turns_are_left(file: Path, tmp_path: Path) -> None:
    """What a power cut leaves of the newest turns on a disk that lied about having written them."""
    with closing(Records.open(file)) as records:
        rehearsal = begin(records, seed=3)
        for given in INPUTS:
            rehearsal.take(given)
        shutil.copy(file, tmp_path / "copy.db")
        journal = file.with_name("minwon.db-wal").read_bytes()
    chance, lengths = random.Random(6), set()
    for number in range(20):
        part = tmp_path / f"{number}.db"
        shutil.copy(tmp_path / "copy.db", part)
        part.with_name(f"{number}.db-wal").write_bytes(journal[: chance.randrange(len(journal))])
        with closing(Records.open(part)) as records:
            kept = records.events(rehearsal.attempt.id)
            assert kept == uninterrupted(3)[: len(kept)]
            assert verified(records)
            lengths.add(len(kept))
    assert len(lengths) > 2
