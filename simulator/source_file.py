"""The file an author writes in: read, written whole or not at all, and watched for changes by other editors.

Its line ends and its byte order mark stay as they are; where line ends are mixed, the more frequent kind wins.
"""

import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from dialogues.library import SHIPPED
from scoring.strict_yaml import MAX_BYTES
from simulator.problems import Exit, UserProblem, why

DiskNews: TypeAlias = Literal["same", "changed", "gone"]
_MARK = b"\xef\xbb\xbf"
# An editor takes these for line ends, though the file does not end its lines with them: they would be lost.
_ODD_ENDS = re.compile("\r(?!\n)|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_Stamp: TypeAlias = "tuple[int, int, int] | None"


class ChangedBeneathError(Exception):
    """The file on disk is no longer the one that was read: saving would lose what another editor wrote."""


class Form(NamedTuple):
    """How the text stands in its file."""

    mark: bytes = b""
    line_end: str = "\n"

    def bytes_of(self, text: str) -> bytes:
        """Return a text as it is written."""
        return self.mark + text.replace("\n", self.line_end).encode(errors="replace")


class SourceFile:
    """One file that is being written. `text` is what it holds on disk, as far as we know, with plain line ends."""

    def __init__(self, path: Path) -> None:
        """Read the file. Raises UserProblem where it cannot be read as text."""
        self.path = path
        self.text = ""
        self._form = Form()
        self._hash = ""
        self._stamp: _Stamp = None
        self._looked_at: _Stamp = None
        self.read_again()

    @property
    def read_only(self) -> bool:
        """Return whether the file is not the author's to change: shipped with the program, or write-protected."""
        if SHIPPED in self.path.resolve().parents:
            return True
        return self.path.exists() and not os.access(self.path, os.W_OK)  # one that is gone is made again

    def read_again(self) -> None:
        """Take over what the file holds now. Raises UserProblem, and leaves everything as it was."""
        try:
            stamp, raw = _stamp(self.path), self.path.read_bytes()
        except FileNotFoundError as error:
            raise UserProblem("problem.file-missing", file=self.path) from error
        except OSError as error:
            raise UserProblem("problem.file-unreadable", file=self.path, reason=why(error)) from error
        self.text, self._form = _read(raw, self.path)
        self._hash, self._stamp, self._looked_at = _hash(raw), stamp, stamp

    def look(self) -> DiskNews:
        """Return what another editor did to the file.

        A change counts once two looks find the same, so that no half of a file is taken for the whole.
        """
        stamp = _stamp(self.path)
        settled, self._looked_at = stamp == self._looked_at, stamp
        if stamp == self._stamp or not settled:
            return "same"
        if stamp is None:
            return "gone"
        if self._raw_hash() == self._hash:
            self._stamp = stamp
            return "same"
        return "changed"

    def save(self, text: str) -> None:
        """Write a text over the file. Raises ChangedBeneathError, or UserProblem; the file is then as it was."""
        if self._raw_hash() not in ("", self._hash):
            raise ChangedBeneathError
        self._write(text)

    def save_keeping_other(self, text: str) -> Path:
        """Write a text over the file, and what another editor wrote into a file beside it; return that file.

        Raises UserProblem.
        """
        other = free_path(self.path, "other")
        try:
            write_new(other, self.path.read_bytes())
        except OSError as error:
            raise UserProblem("problem.write-file", Exit.ENVIRONMENT, file=other, reason=why(error)) from error
        self._write(text)
        return other

    def keep_beside(self, text: str) -> Path:
        """Write a text into a new file beside this one, take over what the file holds, and return the new file.

        Raises UserProblem.
        """
        mine = free_path(self.path, "mine")
        self.write_copy(mine, text)
        self.read_again()
        return mine

    def write_copy(self, path: Path, text: str) -> None:
        """Write a text into a new file, in the form of this one. Raises UserProblem, also where one is there."""
        try:
            write_new(path, self._form.bytes_of(text))
        except OSError as error:
            raise UserProblem("problem.write-file", Exit.ENVIRONMENT, file=path, reason=why(error)) from error

    def _write(self, text: str) -> None:
        raw = self._form.bytes_of(text)
        try:
            _replace(self.path.resolve(), raw)
        except OSError as error:
            raise UserProblem("problem.write-file", Exit.ENVIRONMENT, file=self.path, reason=why(error)) from error
        self.text, self._hash = text, _hash(raw)
        self._stamp = self._looked_at = _stamp(self.path)

    def _raw_hash(self) -> str:
        """Return the hash of what is on disk, "" where there is nothing to be lost."""
        try:
            return _hash(self.path.read_bytes())
        except OSError:
            return ""


def write_new(path: Path, raw: bytes) -> None:
    """Write a file that is not there yet, whole or not at all. Raises OSError (FileExistsError where it is)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = path.open("xb")
    try:
        with stream:
            stream.write(raw)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def free_path(path: Path, kind: str) -> Path:
    """Return a name beside a file that nothing has yet; with its second dot no list takes it for a scenario."""
    number = 1
    while (free := path.with_name(f"{path.stem}.{kind}-{number}{path.suffix}")).exists():
        number += 1
    return free


def _replace(path: Path, raw: bytes) -> None:
    """Put a file in the place of another, with its permissions. Raises OSError; then nothing has changed."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    half = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, half)
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise


def _read(raw: bytes, path: Path) -> tuple[str, Form]:
    """Return the text and its form. Raises UserProblem."""
    if len(raw) > MAX_BYTES:
        raise UserProblem("problem.write-too-big", file=path, limit=MAX_BYTES // 1024)
    mark = _MARK if raw.startswith(_MARK) else b""
    try:
        text = raw[len(mark) :].decode()
    except UnicodeDecodeError as error:
        raise UserProblem("problem.write-encoding", file=path) from error
    if odd := _ODD_ENDS.search(text):
        line = text.count("\n", 0, odd.start()) + 1
        raise UserProblem("problem.write-odd-end", file=path, line=line, letter=f"U+{ord(odd[0]):04X}")
    windows = text.count("\r\n")
    line_end = "\r\n" if windows * 2 > text.count("\n") else "\n"
    return text.replace("\r\n", "\n"), Form(mark, line_end)


def _hash(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _stamp(path: Path) -> _Stamp:
    """Return what changes whenever a file is written; None where it cannot be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
