"""The page on the shipped library: made from the files, not stale, whole, the same in any language."""

import re
from pathlib import Path

import pytest

from dialogues.library import SHIPPED, Library
from scoring.manual.reader import shipped_manual
from simulator.problems import Exit
from tests.simulator.commands_at_work import Command
from tests.tools import ROOT

PAGE = ROOT / "docs" / "library.md"


@pytest.fixture
def made(cli: Command, tmp_path: Path) -> str:
    assert cli("scenarios", "--page", tmp_path / "library.md").code == 0
    return (tmp_path / "library.md").read_text(encoding="utf-8")


def test_the_page_in_the_docs_is_not_stale(made: str) -> None:
    """After a change of a scenario or a course: make reference."""
    assert PAGE.read_text(encoding="utf-8") == made


def test_every_scenario_stands_on_it_once_and_leads_nowhere_else(made: str) -> None:
    rows = re.findall(r"^\| .*?`([a-z0-9-]+)` \|", made, re.MULTILINE)
    known = [item.card.scenario for item in Library(shipped_manual(), [SHIPPED]).listing() if item.card]
    assert sorted(rows) == sorted(known)
    assert f"모두 {len(known)}개" in made


def test_every_row_of_a_table_has_as_many_cells_as_its_heading(made: str) -> None:
    tables = [block.splitlines() for block in made.split("\n\n") if block.startswith("|")]
    assert tables
    for heading, *rows in tables:
        assert {row.count(" | ") for row in rows} == {heading.count(" | ")}


def test_the_page_is_the_same_in_english(
    cli: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: str
) -> None:
    monkeypatch.setenv("MINWON_LANG", "en")
    cli("scenarios", "--page", tmp_path / "again.md")
    assert (tmp_path / "again.md").read_text(encoding="utf-8") == made


def test_a_page_that_cannot_be_written_is_said(cli: Command, tmp_path: Path) -> None:
    done = cli("scenarios", "--page", tmp_path / "nowhere" / "library.md")
    assert (done.code, done.out) == (Exit.ENVIRONMENT, "")
    assert "nowhere" in done.err
