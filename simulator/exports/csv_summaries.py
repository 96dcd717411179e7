"""Score summaries as CSV that Korean Excel opens rightly and that carries no formula.

UTF-8 with a byte order mark and CRLF (Excel asks for both). A text cell that starts like a formula gets an
apostrophe (OWASP ASVS 1.2.10); the full-width signs are guarded too, as Excel may turn them into plain ones.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from scoring.rules.model import DIMENSIONS
from simulator.records.model import Summary

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
COLUMNS = (
    "attempt", "scenario", "version", "mode", "policy", "began", "ended", "ending", "outcome", "turns", "seconds",
    "anger_first", "anger_last", "total", "passed", *DIMENSIONS, "hard_fails",
)  # fmt: skip


def write_summaries(summaries: Iterable[Summary], file: Path) -> None:
    """Write one row a summary. Raises OSError; a file that cannot be written whole is not left behind."""
    half = file.with_name(f"{file.name}.part")
    try:
        with half.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\r\n")
            writer.writerow(COLUMNS)
            for summary in summaries:
                writer.writerow([safe_cell(value) for value in _row(summary)])
        half.replace(file)
    except OSError:
        half.unlink(missing_ok=True)
        raise


def _row(summary: Summary) -> list[object]:
    card = summary.scorecard
    scores = {score.dimension: score.score for score in card.dimensions} if card else {}
    judged: list[object] = [summary.total, None if card is None else int(card.passed)]
    judged += [scores.get(dimension) for dimension in DIMENSIONS]
    judged.append(len(card.hard_fails) if card else None)
    return [getattr(summary, name) for name in COLUMNS[: COLUMNS.index("total")]] + judged


def safe_cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; None becomes empty."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
