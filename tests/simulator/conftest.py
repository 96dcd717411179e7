"""The fixtures of the top floor's tests."""

import gettext
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator import places
from simulator.commands.group import run
from tests.simulator.commands_at_work import Command, Done, Stdin
from tests.simulator.scenario_files import put_small


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


@pytest.fixture
def small() -> Path:
    """Put the small call into the library of this machine."""
    return put_small(places.own_scenarios_folder())
