"""The fixtures of the top floor's tests."""

import gettext
import io
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path

import pytest

from simulator import places
from simulator.app import MinwonApp
from simulator.commands.group import run
from tests.simulator.commands_at_work import Command, Done, Stdin
from tests.simulator.scenario_files import put_small
from tests.simulator.screens_at_work import small_workplace

KOREA = timezone(timedelta(hours=9))


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """Run a command line in this process; anything it does not catch itself fails the test."""
    monkeypatch.setenv("LANGUAGE", "ko")
    monkeypatch.setenv("LINES", "24")

    def command(*arguments: str | Path, stdin: str | bytes = "") -> Done:
        raw = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Stdin(raw), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Done(code, out, err)

    yield command
    gettext.textdomain("messages")


class OneMoment(datetime):
    """A clock that stands still, so that pictures of screens stay the same."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "OneMoment":
        """Return the same moment each time."""
        return cls(2026, 11, 23, 14, 5, tzinfo=tz or KOREA)

    def astimezone(self, tz: tzinfo | None = None) -> "OneMoment":
        """Leave the moment in its own zone, whatever the machine's."""
        return self


@pytest.fixture
def small() -> Path:
    """Put the small call into the library of this machine."""
    return put_small(places.own_scenarios_folder())


@pytest.fixture
def app(tmp_path: Path) -> MinwonApp:
    app = MinwonApp(small_workplace(tmp_path / "library"))
    app.workplace.settings  # noqa: B018 - read before the screen opens, as the command does
    return app


@pytest.fixture
def same_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every run pick the same variants of lines, and keep the text cursor from blinking."""
    monkeypatch.setattr("simulator.rehearsal.secrets.randbelow", lambda _: 0)
    monkeypatch.setattr("textual.widgets.Input._toggle_cursor", lambda _self: None)
    monkeypatch.setattr("textual.widgets.TextArea._toggle_cursor_blink_visible", lambda _self: None)
    monkeypatch.setattr("simulator.rehearsal.datetime", OneMoment)
