"""One writer at a time, in the order they came: a lock on a file beside the database.

SQLite lets waiting writers poll, so that a lucky one writes thousands of turns while another gets none (measured: 100
processes, 3,147 turns and 1). The system's own file lock wakes them when it is free. It is taken before a transaction
begins and let go after it has ended; programs that do not know it still meet SQLite's lock.
"""

import os
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PAUSES = (0.001, 0.02)  # seconds between two tries where the system cannot wait for us, picked by chance


class LockTimeoutError(Exception):
    """Another process has kept the lock for longer than anybody waits."""


class WriterLock:
    """The lock of one database file. Serves the threads of this process, too."""

    def __init__(self, file: Path, seconds: float) -> None:
        self.file = file
        self._seconds = seconds
        self._threads = threading.Lock()
        self._handle = -1

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock. Raises LockTimeoutError after the time given, OSError where the file cannot be made."""
        deadline = time.monotonic() + self._seconds
        if not self._threads.acquire(timeout=self._seconds):
            raise LockTimeoutError
        try:
            handle = self._take(max(0.0, deadline - time.monotonic()))
            try:
                yield
            finally:
                _unlock(handle)
        finally:
            self._threads.release()

    def close(self) -> None:
        """Let go of the file. The file itself stays: removing it would part those who wait from those who come."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def _take(self, seconds: float) -> int:
        if self._handle < 0:
            self._handle = os.open(self.file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        handle = self._handle
        if _try_lock(handle):
            return handle
        if not _wait_for(handle, seconds):
            self._handle = -1  # it belongs to the thread that still waits
            raise LockTimeoutError
        return handle


def poll(attempt: Callable[[], bool], seconds: float) -> bool:
    """Try until it succeeds, with pauses of different length so that nobody falls into another's step."""
    deadline = time.monotonic() + seconds
    while not attempt():
        if time.monotonic() >= deadline:
            return False
        time.sleep(random.uniform(*PAUSES))
    return True


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

    def _wait_for(handle: int, seconds: float) -> bool:
        return poll(lambda: _try_lock(handle), seconds)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)

    def _wait_for(handle: int, seconds: float) -> bool:
        """Wait in the system's queue, which polling would not join; a thread does it, as flock knows no time limit."""
        waiting = _Waiting(handle)
        threading.Thread(target=waiting.wait, daemon=True).start()
        return waiting.got_it_within(seconds)

    class _Waiting:
        """One wait for the lock: it is either taken over in time, or let go as soon as it comes."""

        def __init__(self, handle: int) -> None:
            self._handle = handle
            self._came = threading.Event()
            self._deciding = threading.Lock()
            self._given_up = False

        def wait(self) -> None:
            fcntl.flock(self._handle, fcntl.LOCK_EX)
            with self._deciding:
                if self._given_up:
                    os.close(self._handle)
                self._came.set()

        def got_it_within(self, seconds: float) -> bool:
            self._came.wait(seconds)
            with self._deciding:
                self._given_up = not self._came.is_set()
                return not self._given_up
