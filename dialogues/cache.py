"""A folder of things that can be made again: kept by key, read back only when whole."""

import contextlib
import hashlib
import os
from pathlib import Path

_CHECKSUM_BYTES = 32


class Cache:
    """Keeps bytes by key under a folder; with no folder, or one that cannot be written, it keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key; None when there is nothing, or not all of it."""
        if self._folder is None:
            return None
        try:
            kept = (self._folder / key).read_bytes()
        except OSError:
            return None
        checksum, content = kept[:_CHECKSUM_BYTES], kept[_CHECKSUM_BYTES:]
        return content if hashlib.sha256(content).digest() == checksum else None

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes whole or not at all."""
        if self._folder is None:
            return
        file = self._folder / key
        half = file.with_suffix(f".{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            half.write_bytes(hashlib.sha256(content).digest() + content)
            half.replace(file)
        except OSError:
            with contextlib.suppress(OSError):
                half.unlink()
