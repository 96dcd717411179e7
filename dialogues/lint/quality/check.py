"""Whether scenarios are well written: one file, its table, several files together, and the bytes of a file."""

from collections.abc import Iterator, Sequence

from dialogues.lint.context import Checked
from dialogues.lint.quality.best_option import LIBRARY_CODES, Habit, check_best_options, library_habits
from dialogues.lint.quality.intensity import check_intensity, unmasked
from dialogues.lint.quality.letters import letters_problems, odd_letters
from dialogues.lint.quality.likeness import check_likeness
from dialogues.lint.quality.personal_data import check_complainant, found_data
from dialogues.lint.quality.reading import check_reading
from dialogues.lint.quality.texts import Found, Placed, placed_texts, table_texts
from dialogues.model import Scenario
from dialogues.translation import TextsFile
from scoring.strict_yaml import Document, Problem

__all__ = ["LIBRARY_CODES", "check_quality", "letters_problems", "library_problems", "table_quality"]


def check_quality(checked: Checked) -> None:
    """Report what is badly written in one scenario (D301 to D347, D361 to D363)."""
    check_best_options(checked)
    check_likeness(checked)
    check_reading(checked)
    texts = list(placed_texts(checked.scenario))
    check_intensity(checked, texts)
    check_complainant(checked)
    for found in (*unmasked(texts), *_in_texts(texts)):
        checked.report(found.code, found.where, **found.detail)


def table_quality(table: TextsFile, document: Document) -> Iterator[Problem]:
    """Yield what is badly written in the English of a table: what looks like somebody's, and odd letters."""
    for found in _in_texts(list(table_texts(table))):
        yield Problem(found.code, document.place(found.where), found.detail)


def library_problems(scenarios: Sequence[Scenario]) -> list[Habit]:
    """Return what only shows over several scenarios taken together (D351 to D353)."""
    return list(library_habits(scenarios))


def _in_texts(texts: Sequence[Placed]) -> Iterator[Found]:
    yield from found_data(texts)
    yield from odd_letters(texts)
