"""One writer at a time, whether thread or process; nobody waits for ever."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from simulator.problems import Exit, UserProblem
from simulator.records.engine import sqlite_module
from simulator.records.store import Records
from simulator.records.writer_lock import LockTimeoutError, WriterLock, poll
from tests.simulator.records.records_at_work import AT, attempt, said
from tests.tools import ROOT

HOLD = """
import sys
from pathlib import Path
from simulator.records.writer_lock import WriterLock
with WriterLock(Path(sys.argv[1]), 10).held():
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held_elsewhere(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold a lock until it is told to let go."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def let_go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def test_another_process_is_waited_for(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "writer", 30)
    with held_elsewhere(lock.file) as other:
        threading.Timer(0.2, let_go, [other]).start()
        with lock.held():
            assert other.wait(30) == 0
    lock.close()


def test_a_process_that_never_lets_go_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "writer", 0.1)
    with held_elsewhere(lock.file) as other:
        for _ in range(2):
            with pytest.raises(LockTimeoutError), lock.held():
                pass
        let_go(other)
        other.wait(30)
        patient = WriterLock(lock.file, 30)
        with patient.held():
            pass
        with lock.held():
            pass
    lock.close()


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_a_killed_holder_leaves_no_lock_behind(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "writer", 30)
    with held_elsewhere(lock.file) as other:
        threading.Timer(0.1, other.send_signal, [signal.SIGKILL]).start()
        with lock.held():
            pass
    lock.close()


def test_threads_take_turns(tmp_path: Path) -> None:
    lock, inside, most = WriterLock(tmp_path / "writer", 30), [0], [0]

    def work() -> None:
        for _ in range(20):
            with lock.held():
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0)
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    lock.close()


def test_what_fails_inside_lets_go(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "writer", 0.1)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), lock.held():
            raise ZeroDivisionError
    lock.close()


def test_where_the_system_cannot_wait_it_is_tried_again_and_again() -> None:
    """As on Windows."""
    answers = iter([False, False, True])
    assert poll(lambda: next(answers), 30)
    assert not poll(lambda: False, 0.01)


def test_a_turn_waits_for_another_process(tmp_path: Path) -> None:
    records = Records.open(tmp_path / "minwon.db")
    with held_elsewhere(tmp_path / "minwon.db.writer") as other:
        threading.Timer(0.2, let_go, [other]).start()
        records.begin(attempt(), [said(0)], AT)
        assert other.wait(30) == 0
    assert records.count_events() == 1
    records.close()


def test_a_lock_that_is_never_let_go_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.records.opening.BUSY_SECONDS", 0.1)
    records = Records.open(tmp_path / "minwon.db")
    with held_elsewhere(tmp_path / "minwon.db.writer"), pytest.raises(UserProblem, match="records-write") as problem:
        records.begin(attempt(), [said(0)], AT)
    assert problem.value.code == Exit.ENVIRONMENT
    assert "다른 프로그램이 기록을 붙잡고 있습니다" in problem.value.sentence
    records.begin(attempt(), [said(0)], AT)
    assert records.count_events() == 1
    records.close()


def test_a_writer_who_does_not_know_the_lock_is_waited_for_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = Records.open(tmp_path / "minwon.db")
    other = sqlite_module().connect(tmp_path / "minwon.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.2, other.execute, ["COMMIT"]).start()
    records.begin(attempt(), [said(0)], AT)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("simulator.records.engine.BUSY_SECONDS", 0.1)
    with pytest.raises(UserProblem, match="records-write") as problem:
        records.append("0190-a", [said(1)], AT)
    assert "붙잡고" in problem.value.sentence
    other.execute("COMMIT")
    other.close()
    assert records.events("0190-a") == [said(0)]
    records.close()
