"""The program in a real terminal (tmux): a whole scenario by keys, and the hardware cursor while Hangul is typed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.simulator.scenario_files import put_small
from tests.tools import ROOT, need


class Terminal:
    """A tmux pane of 80x24 with the program in it."""

    def __init__(self, folder: Path, tmux: str) -> None:
        self._tmux = [tmux, "-L", f"minwon-{os.getpid()}-{folder.name[-6:]}", "-u", "-f", "/dev/null"]
        variables = {name: str(folder / name.lower()) for name in ("MINWON_DATA", "MINWON_CACHE", "MINWON_CONFIG")}
        put_small(folder / "minwon_data" / "scenarios")
        environment = [f"-e{name}={value}" for name, value in (variables | {"LANG": "C.UTF-8"}).items()]
        program = f"{sys.executable} -m simulator"
        self._run("new-session", "-d", "-s", "t", "-x", "80", "-y", "24", "-c", str(ROOT), *environment, program)

    def _run(self, *words: str) -> str:
        done = subprocess.run([*self._tmux, *words], capture_output=True, text=True, check=False, env=_ENVIRONMENT)
        return done.stdout

    def press(self, *keys: str) -> None:
        self._run("send-keys", "-t", "t", *keys)

    def type(self, text: str) -> None:
        self._run("send-keys", "-t", "t", "-l", text)

    def text(self) -> str:
        return self._run("capture-pane", "-p", "-t", "t")

    def cursor(self) -> tuple[int, int]:
        x, y = self._run("display", "-p", "-t", "t", "#{cursor_x},#{cursor_y}").strip().split(",")
        return int(x), int(y)

    def alive(self) -> bool:
        return "t" in self._run("list-sessions", "-F", "#{session_name}")

    def wait_for(self, wanted: Callable[[], bool], what: str) -> None:
        """Look again until something is there; a slow machine only looks more often."""
        end = time.monotonic() + 30
        while not wanted():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}:\n{self.text()}")
            time.sleep(0.05)

    def wait_for_text(self, text: str) -> None:
        self.wait_for(lambda: text in self.text(), text)

    def close(self) -> None:
        self._run("kill-server")


_ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path, need("tmux"))
    yield terminal
    terminal.close()


def test_a_whole_scenario_is_played_by_keys(terminal: Terminal) -> None:
    terminal.wait_for_text("첫 연습을 시작해 보세요")
    terminal.press("1")
    terminal.wait_for_text("시나리오 고르기")
    terminal.press("F3")
    terminal.type("작은")
    terminal.wait_for(lambda: "증명서 문의" not in terminal.text(), "the narrowed list")
    terminal.press("Enter")
    terminal.wait_for_text("알고 있는 것")
    terminal.press("1")
    terminal.wait_for_text("많이 놀라셨겠습니다")
    terminal.press("1")
    terminal.wait_for_text("오 분밖에")
    terminal.press("1")
    terminal.wait_for_text("대화가 끝났습니다")
    terminal.press("Enter")
    terminal.wait_for_text("100 / 100")
    terminal.press("Enter")
    terminal.wait_for_text("작은 전화")
    terminal.press("F10")
    terminal.wait_for(lambda: not terminal.alive(), "the end of the program")


def test_the_hardware_cursor_follows_hangul(terminal: Terminal) -> None:
    """The terminal draws a composing syllable at the hardware cursor, so it has to stand right at the caret."""
    terminal.wait_for_text("최근 결과")
    terminal.press("1")
    terminal.wait_for_text("시나리오 고르기")
    terminal.press("F3")
    terminal.wait_for(lambda: terminal.cursor() == (1, 1), "the cursor in the empty line")
    for typed, column in (("한", 3), ("글", 5), ("a", 6)):
        terminal.type(typed)
        terminal.wait_for(lambda column=column: terminal.cursor() == (column, 1), f"column {column}")  # type: ignore[misc]
    terminal.press("Left")
    terminal.wait_for(lambda: terminal.cursor() == (5, 1), "the caret after Left")
    terminal.press("BSpace")
    terminal.wait_for(lambda: terminal.cursor() == (3, 1), "the caret after Backspace")
