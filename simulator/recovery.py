"""A copy of what is written and not yet saved, so that a crash or a closed window loses nothing."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from simulator import places


class Kept(NamedTuple):
    """An unsaved text of an earlier session, and when it was kept (local time)."""

    text: str
    when: datetime


class Recovery:
    """The copy of one file's unsaved text, in the data folder. One file has one copy: the newest."""

    def __init__(self, source: Path) -> None:
        full = str(source.resolve())
        self.file = recovery_folder() / f"{source.stem}-{hashlib.sha256(full.encode()).hexdigest()[:12]}.yaml"
        self._mine: str | None = None

    @property
    def is_mine(self) -> bool:
        """Return whether the copy is of this session, not of an earlier one."""
        return self._mine is not None

    def keep(self, text: str) -> None:
        """Keep a text, unless it is kept already. Raises OSError; the copy before is then still there."""
        if text == self._mine:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        half = self.file.with_suffix(".part")
        try:
            half.write_bytes(text.encode(errors="replace"))
            half.replace(self.file)
        except OSError:
            half.unlink(missing_ok=True)
            raise
        self._mine = text

    def kept(self) -> Kept | None:
        """Return what an earlier session left, None where there is nothing to be read."""
        try:
            raw, stamp = self.file.read_bytes(), self.file.stat().st_mtime
            return Kept(raw.decode(), datetime.fromtimestamp(stamp).astimezone())
        except (OSError, UnicodeDecodeError):
            return None

    def forget(self) -> None:
        """Remove the copy: its text is saved, or was thrown away."""
        self._mine = None
        try:
            self.file.unlink(missing_ok=True)
        except OSError:
            return  # offered once more, which loses nothing


def recovery_folder() -> Path:
    """Return the folder of unsaved texts."""
    return places.data_folder() / "recovery"
