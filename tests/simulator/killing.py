"""Playing in a process of its own that is killed with SIGKILL at a turn."""

import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from tests.tools import ROOT


def play_and_kill(file: Path, lines: Iterable[str], *options: str) -> str:
    """Play some lines of the small call and kill the process the moment its last reply is on the screen.

    Returns what was shown.
    """
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "simulator", "play", str(file), "--plain", *options],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    shown = _read_offer(process.stdout)
    for line in lines:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
        shown += _read_offer(process.stdout)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    return shown


def _read_offer(stream: IO[str]) -> str:
    """Read until the third option of the next choice stands there."""
    text = ""
    while not text.rstrip("\n").rpartition("\n")[2].startswith("  3."):
        line = stream.readline()
        assert line, f"the process ended early:\n{text}"
        text += line
    return text
