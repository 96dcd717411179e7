"""`minwon write` as a command: what keeps it from opening is said before the screen is taken."""

import re
from pathlib import Path

import pytest

from dialogues.library import SHIPPED
from simulator.app import Opening
from tests.simulator.commands_at_work import Command
from tests.simulator.scenario_files import SMALL


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> list[Opening]:
    """Stand for a terminal: what would be opened is put on a list instead."""
    found: list[Opening] = []

    def opened(_: object, opening: Opening) -> int:
        found.append(opening)
        return 0

    monkeypatch.setattr("simulator.commands.terminal.refuse_poor_terminal", lambda _: None)
    monkeypatch.setattr("simulator.commands.terminal.open_app", opened)
    return found


def test_without_a_terminal_other_commands_are_named(cli: Command, small: Path) -> None:
    done = cli("write", small)
    assert (done.code, done.out) == (3, "")
    assert "minwon lint" in done.err
    assert "minwon play" in done.err


@pytest.mark.parametrize("text", [SMALL, SMALL.replace("goto: calmed", "goto: nowhere"), "states: [", ""])
def test_a_file_opens_whatever_is_wrong_in_it(cli: Command, openings: list[Opening], small: Path, text: str) -> None:
    small.write_text(text, encoding="utf-8")
    assert cli("write", small).code == 0
    assert openings[0].writing is not None
    assert openings[0].writing.file.path == small


def test_a_scenario_of_the_library_opens_by_its_id(cli: Command, openings: list[Opening]) -> None:
    assert cli("write", "abuse-phone-parking-fine").code == 0
    assert openings[0].writing is not None
    assert openings[0].writing.file.path == SHIPPED / "abuse-phone-parking-fine.yaml"


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("no.yaml", None, "minwon new"),
        ("call.en.yaml", b"x", "minwon texts"),
        ("call.yaml", "과태료".encode("cp949"), "UTF-8"),
        ("call.yaml", b"a: b\rc: d", "U+000D"),
        ("parking-fine", None, "parking-fine"),
    ],
)
def test_what_cannot_be_opened_is_said(
    cli: Command,
    openings: list[Opening],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    raw: bytes | None,
    said: str,
    language: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MINWON_LANG", language)
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    done = cli("write", name)
    assert (done.code, done.out, openings) == (2, "", [])
    assert said in done.err
    assert (re.search("[가-힣]", done.err) is not None) == (language == "ko")
