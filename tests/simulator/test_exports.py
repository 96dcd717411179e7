"""The CSV of the score summaries: Korean Excel opens it rightly, nothing in it is a formula, nothing in it is words."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dialogues.inputs import Choose
from scoring.scorecard import DimensionScore, Finding, Scorecard
from simulator import places
from simulator.exports.csv_summaries import COLUMNS, write_summaries
from simulator.records.model import Summary
from simulator.rehearsal import Rehearsal
from simulator.workplace import Workplace
from tests.simulator.scenario_files import put_small

CARD = Scorecard(
    policy="KR_2024_DECREE",
    manual_hash="m",
    ladders=("everyone",),
    total=64,
    passed=False,
    dimensions=(DimensionScore("law", 0, 0, 0, None), DimensionScore("service", 8, 10, 0, 80)),
    findings=(Finding("rule", "everyone", "law", "skipped", points=5, hard=True, words="이런 {{씨발}}"),),
)
SUMMARY = Summary(
    "0190-a", "small-call", 3, "assessment", "KR_2024_DECREE", "2026-11-23T08:00:00.000+09:00",
    "2026-11-23T08:02:00.000+09:00", "calmed", "resolved", 2, 40, 50, 30, CARD,
)  # fmt: skip

HOSTILE = [
    "=1+1", '=HYPERLINK("http://evil")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1",
    "＝1+1", "＋1", "－1", "＠SUM(A1)",
]  # fmt: skip
HARMLESS = ["calmed", "전화가 끊김", "a=1", "1-1", "'=1", "", '말, "따옴표"', "두\n줄"]


def written(folder: Path, *summaries: Summary) -> Path:
    """Write summaries into a new file and return it."""
    file = folder / "결과.csv"
    write_summaries(summaries, file)
    return file


def rows(file: Path) -> list[dict[str, str]]:
    """Read a file as Excel would: the mark is taken off, line ends are kept."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def changed(**changes: Any) -> Summary:
    """Return the usual summary with something else in it."""
    return msgspec.structs.replace(SUMMARY, **changes)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    row = rows(written(tmp_path, changed(ending=text, scenario=text)))[0]
    assert (row["ending"], row["scenario"]) == (f"'{text}", f"'{text}")


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_harmless_words_stay_as_they_are(tmp_path: Path, text: str) -> None:
    assert rows(written(tmp_path, changed(ending=text)))[0]["ending"] == text


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    assert rows(written(tmp_path, changed(anger_last=-5)))[0]["anger_last"] == "-5"


def test_excel_finds_its_mark_and_its_line_ends(tmp_path: Path) -> None:
    raw = written(tmp_path, SUMMARY, SUMMARY).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfattempt,")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 3
    assert raw.endswith(b"\r\n")


def test_a_row_holds_the_scores(tmp_path: Path) -> None:
    row = rows(written(tmp_path, SUMMARY))[0]
    assert row == {
        "attempt": "0190-a", "scenario": "small-call", "version": "3", "mode": "assessment", "policy": "KR_2024_DECREE",
        "began": "2026-11-23T08:00:00.000+09:00", "ended": "2026-11-23T08:02:00.000+09:00", "ending": "calmed",
        "outcome": "resolved", "turns": "2", "seconds": "40", "anger_first": "50", "anger_last": "30", "total": "64",
        "passed": "0", "de_escalation": "", "procedure": "", "service": "80", "safety": "", "law": "",
        "hard_fails": "1",
    }  # fmt: skip


def test_a_stopped_run_has_empty_scores(tmp_path: Path) -> None:
    row = rows(written(tmp_path, changed(scorecard=None)))[0]
    judged = COLUMNS[COLUMNS.index("total") :]
    assert [row[name] for name in judged] == [""] * len(judged)


def test_without_results_only_the_names_are_written(tmp_path: Path) -> None:
    assert written(tmp_path).read_text(encoding="utf-8-sig").split() == [",".join(COLUMNS)]


def test_no_words_of_a_run_leave_the_journal(tmp_path: Path) -> None:
    put_small(places.own_scenarios_folder())
    workplace = Workplace()
    rehearsal, _ = Rehearsal.begin(workplace.load("small-call", "ko"), workplace.manual, workplace.records, seed=0)
    for option in ("cold", "back"):
        rehearsal.take(Choose(option))
    text = written(tmp_path, *workplace.records.summaries()).read_text(encoding="utf-8-sig")
    workplace.close()
    assert rehearsal.attempt.id in text
    assert text.isascii(), "every word of the small call is Korean"
    assert rehearsal.attempt.pairing_key not in text


# A file is written whole or not at all


def breaking() -> Iterator[Summary]:
    """Yield one summary, then fail as a full disk would."""
    yield SUMMARY
    raise OSError(28, "No space left on device")


def test_a_failure_leaves_no_half_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space"):
        write_summaries(breaking(), tmp_path / "결과.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    file = written(tmp_path, SUMMARY)
    before = file.read_bytes()
    with pytest.raises(OSError, match="No space"):
        write_summaries(breaking(), file)
    assert file.read_bytes() == before
    assert [found.name for found in tmp_path.glob("결과*")] == [file.name]


def test_a_folder_in_the_way_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "결과.csv").mkdir()
    with pytest.raises(OSError, match="directory"):
        written(tmp_path, SUMMARY)
    assert [found.name for found in tmp_path.glob("결과*")] == ["결과.csv"]


def test_writing_again_replaces_the_file(tmp_path: Path) -> None:
    written(tmp_path, SUMMARY, SUMMARY)
    assert len(rows(written(tmp_path, SUMMARY))) == 1
