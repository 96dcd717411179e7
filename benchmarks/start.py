"""From start to first content: the program beside the smallest possible Textual app, in pseudo-terminals."""

import os
import pty
import select
import statistics
import sys
import tempfile
import time
from pathlib import Path

_ROUNDS = 9
_LONGEST = 60  # seconds
_SMALLEST = """
from textual.app import App
from textual.widgets import Static
class Smallest(App):
    def compose(self):
        yield Static("first content")
Smallest().run()
"""


def run() -> None:
    """Print both medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "smallest.py"
        script.write_text(_SMALLEST, encoding="utf-8")
        home = {f"MINWON_{name}": str(Path(folder) / name.lower()) for name in ("DATA", "CACHE", "CONFIG")}
        home["MINWON_LANG"] = "ko"
        smallest, ours = [], []
        for _ in range(_ROUNDS):
            smallest.append(_seconds([sys.executable, str(script)], "first content", {}))
            ours.append(_seconds([sys.executable, "-m", "simulator"], "연습하기", home))
    one, other = statistics.median(smallest[1:]), statistics.median(ours[1:])  # the first round compiles
    print(f"start    smallest app {one:.3f} s   minwon {other:.3f} s   ratio {other / one:.2f} (aim: at most 1.60)")


def _seconds(command: list[str], content: str, variables: dict[str, str]) -> float:
    """Return the time until some content is on the terminal."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", **variables}
        os.execvpe(command[0], command, environment)
    shown = b""
    wanted = content.encode()
    while wanted not in shown:
        if time.perf_counter() - start > _LONGEST:
            raise TimeoutError(f"{command} never showed {content!r}")
        if select.select([terminal], [], [], 20)[0]:
            shown += os.read(terminal, 65536)
    taken = time.perf_counter() - start
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    os.close(terminal)
    return taken
