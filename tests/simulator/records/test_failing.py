"""Real faults under a run: a clear sentence, the turn is held, and once mended it goes on as if nothing happened."""

import errno
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from simulator.problems import Exit, UserProblem
from simulator.records.address import Address
from simulator.records.store import Records
from simulator.rehearsal import Rehearsal
from tests.postgres_at_work import own_server
from tests.simulator.records.runs_at_work import INPUTS, begin, go_on, is_whole
from tests.tools import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the faults are made as POSIX makes them")
FULL, READ_ONLY, LOCKED, LOST = "가득 찼습니다", "쓸 수 없는 파일", "붙잡고 있습니다", "연결되지 않습니다"


def hold(rehearsal: Rehearsal, number: int, words: str) -> None:
    """Take a turn that cannot be kept, twice: it is said, and held."""
    with pytest.raises(UserProblem, match="records-write") as problem:
        rehearsal.take(INPUTS[number])
    for _ in range(2):
        assert words in problem.value.sentence
        assert problem.value.code == Exit.ENVIRONMENT
        assert rehearsal.held
        with pytest.raises(UserProblem, match="records-write") as problem:
            rehearsal.keep()


def finish(rehearsal: Rehearsal, number: int) -> None:
    """Keep what is held and take the turns from a number on."""
    rehearsal.keep()
    assert not rehearsal.held
    for given in INPUTS[number:]:
        rehearsal.take(given)


def through(records: Records, fault: Callable[[], None], mend: Callable[[], None], words: str, number: int) -> None:
    """Let a fault happen before a turn of a run, mend it, and see that nothing is missing at the end."""
    rehearsal = begin(records)
    for given in INPUTS[:number]:
        rehearsal.take(given)
    before = records.events(rehearsal.attempt.id)
    fault()
    hold(rehearsal, number, words)
    mend()
    assert records.events(rehearsal.attempt.id) == before
    finish(rehearsal, number + 1)
    assert is_whole(records, rehearsal.attempt.id)


# Disk full


@contextmanager
def small_disk(folder: Path, size: str = "2m") -> Iterator[Path]:
    """Mount a file system of its own; skip where that is not allowed."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "minwon-test", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("file systems may not be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Use up every byte of a disk and return the file that does."""
    file = folder / "filler"
    with file.open("wb", buffering=0) as filler:
        for size in (65536, 1):
            try:
                while True:
                    filler.write(b"x" * size)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
    return file


@pytest.mark.skipif(not shutil.which("mount"), reason="there is no mount")
@pytest.mark.parametrize("number", [0, len(INPUTS) - 1], ids=["first turn", "last turn"])
def test_a_full_disk_holds_the_turn(tmp_path: Path, number: int) -> None:
    with small_disk(tmp_path / "disk") as disk, closing(Records.open(disk / "minwon.db")) as records:
        through(records, lambda: burst(records, disk), (disk / "filler").unlink, FULL, number)


def burst(records: Records, disk: Path) -> None:
    """Fill the disk, and take up what the journal file still had room for."""
    with records.database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    fill(disk)


@pytest.mark.skipif(not shutil.which("mount"), reason="there is no mount")
def test_nothing_is_begun_on_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        filler = fill(disk)
        with pytest.raises(UserProblem, match="records-open") as problem:
            Records.open(disk / "minwon.db")
        assert FULL in problem.value.sentence
        filler.unlink()
        with closing(Records.open(disk / "minwon.db")) as records:
            rehearsal = begin(records)
            for given in INPUTS:
                rehearsal.take(given)
            assert is_whole(records, rehearsal.attempt.id)


def test_a_file_that_may_not_grow_holds_the_turn(tmp_path: Path) -> None:
    """What a quota does to a file: here the process' own limit, which needs no rights."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    with closing(Records.open(tmp_path / "minwon.db")) as records:
        size = (tmp_path / "minwon.db-wal").stat().st_size

        def limit() -> None:
            now = (tmp_path / "minwon.db-wal").stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (max(now, size) + 100, usual[1]))

        try:
            through(records, limit, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, usual), "디스크", 1)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, usual)


# Read-only


def test_a_folder_on_a_read_only_disk_is_said_and_the_run_goes_on_later(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        with closing(Records.open(disk / "minwon.db")) as records:
            begin(records).take(INPUTS[0])
        remount(disk, "ro")
        for _ in range(2):
            with pytest.raises(UserProblem, match="records-open") as problem:
                Records.open(disk / "minwon.db")
            assert problem.value.code == Exit.ENVIRONMENT
            assert "폴더에 쓸 수 있는지" in problem.value.sentence
            assert str(disk) in problem.value.sentence
        remount(disk, "rw")
        with closing(Records.open(disk / "minwon.db")) as records:
            rehearsal = go_on(records)
            for given in INPUTS[1:]:
                rehearsal.take(given)
            assert is_whole(records, rehearsal.attempt.id)


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


READ_ONLY_FOLDER = """
import os, sys
from pathlib import Path
from simulator.problems import UserProblem
from simulator.records.store import Records
folder = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
try:
    Records.open(folder / "minwon.db")
except UserProblem as problem:
    print(problem.code, problem.sentence)
"""


@pytest.mark.parametrize("there", [False, True], ids=["new", "with records"])
def test_a_folder_without_the_right_to_write_is_said(tmp_path: Path, there: bool) -> None:
    """As somebody who is not root, since root may write everywhere."""
    folder = Path("/var/tmp") / f"minwon-{os.getpid()}-{there}"  # pytest's own are root's alone
    try:
        folder.mkdir()
        if there:
            Records.open(folder / "minwon.db").close()
        for path in (*folder.iterdir(), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
        said = subprocess.run(
            [sys.executable, "-c", READ_ONLY_FOLDER, str(folder)],
            cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert said.stdout.startswith(f"{Exit.ENVIRONMENT:d} 기록 파일을 열 수 없습니다"), said.stderr[-500:]
        assert not (folder / "minwon.db-wal").exists()
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


# Locked


LOCK = """
import sys
from simulator.records.engine import sqlite_module
connection = sqlite_module().connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""
HOLD = """
import sys
from pathlib import Path
from simulator.records.writer_lock import WriterLock
with WriterLock(Path(sys.argv[1] + ".writer"), 30).held():
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.parametrize("how", [LOCK, HOLD], ids=["a transaction", "the writer's lock"])
def test_records_another_process_holds_are_said_and_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr("simulator.records.engine.BUSY_SECONDS", 0.1)
    monkeypatch.setattr("simulator.records.opening.BUSY_SECONDS", 0.1)
    monkeypatch.setattr("simulator.records.engine._PRAGMAS", ("PRAGMA busy_timeout=50", "PRAGMA journal_mode=WAL"))
    file = tmp_path / "minwon.db"
    others: list[subprocess.Popen[str]] = []

    def lock() -> None:
        command = [sys.executable, "-c", how, str(file)]
        other = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        others.append(other)
        assert other.stdout
        assert other.stdout.readline() == "held\n"

    with closing(Records.open(file)) as records:
        through(records, lock, lambda: others[0].communicate("\n") and None, LOCKED, 1)


# A server that goes away


@pytest.mark.parametrize("mode", ["immediate", "fast"])
def test_a_server_that_stops_under_a_run_holds_the_turn(mode: str) -> None:
    with own_server() as server, closing(Records.open(Address(url=server.url))) as records:
        for number in (0, len(INPUTS) - 1):
            rehearsal = begin(records)
            for given in INPUTS[:number]:
                rehearsal.take(given)
            server.stop(mode)
            hold(rehearsal, number, LOST)
            server.start()
            finish(rehearsal, number + 1)
            assert is_whole(records, rehearsal.attempt.id)
