"""The pages in docs/diagnostics: their parts, and their examples as files.

The right example of a page is an excerpt of clean.yaml; the wrong one stands in its place, with a mark at the end of
the line the diagnostic is reported on. What lies between two pieces of an excerpt is left out with a line `# (생략)`.
What an excerpt cannot say alone is done by a recipe, named in a comment of the page (`<!-- case: table -->`).
"""

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import msgspec

from dialogues.bench.exploration import Budget
from dialogues.library import Library
from dialogues.lint.files import lint_files
from dialogues.lint.pages import LEFT_OUT, MARK, examples_of, folder
from scoring.grading import grade
from scoring.manual.overlay import OverlayError, with_overlay
from scoring.manual.reader import shipped_manual
from scoring.scorecard import Scorecard

FOLDER = folder()
CLEAN = (FOLDER / "clean.yaml").read_text(encoding="utf-8")
TABLE = (FOLDER / "clean.en.yaml").read_text(encoding="utf-8")
COURSE = (FOLDER / "course.yaml").read_text(encoding="utf-8")
SCENARIOS = ("noise-call", "parking-call", "tax-call", "water-call")  # what the clean course names

_CASE = re.compile(r"^<!-- case: (?P<recipe>.+) -->$", re.MULTILINE)
_WITH = re.compile(r"^<!-- with: (?P<codes>.+) -->$", re.MULTILINE)


class Raised(NamedTuple):
    """A code at a line of a file."""

    code: str
    file: str
    line: int


class Case(NamedTuple):
    """The wrong example of a page as a whole text. line: where its mark stood."""

    text: str
    line: int


def pages() -> list[Path]:
    """Return every page of a code."""
    return sorted(FOLDER.glob("D*.md"))


def companions_of(page: str) -> set[str]:
    """Return the codes that a wrong example raises besides its own."""
    found = _WITH.search(page)
    return set(found["codes"].split(", ")) if found else set()


def recipe_of(page: str) -> str:
    """Return how the wrong example of a page becomes a file."""
    found = _CASE.search(page)
    return found["recipe"] if found else "excerpt"


def right_pieces(page: str) -> list[str]:
    """Return the pieces of the right example."""
    return examples_of(page)[1].split(f"{LEFT_OUT}\n")


def case_of(page: str, text: str) -> Case:
    """Return the wrong example of a page laid over the text its right example is taken from."""
    wrong, right = (example.split(f"{LEFT_OUT}\n") for example in examples_of(page))
    for new, old in zip(wrong, right, strict=True):
        assert text.count(old) == 1, f"stands {text.count(old)} times:\n{old}"
        text = text.replace(old, new)
    return without_mark(text)


def without_mark(text: str) -> Case:
    """Take the mark out of a text."""
    assert text.count(MARK) == 1
    before, _, after = text.partition(MARK)
    return Case(before.rstrip(" ") + after, before.count("\n") + 1)


# The recipes


def excerpt(page: str, place: Path, name: str = "clean.yaml", change: Callable[[str], bytes] = str.encode) -> Raised:
    """Put the wrong example into a folder, as a scenario under a name; return where its code is expected."""
    case = case_of(page, CLEAN)
    (place / name).write_bytes(change(case.text))
    return Raised("", name, case.line)


def table(page: str, place: Path) -> Raised:
    """Put the clean scenario into a folder with the wrong example as its English table."""
    case = case_of(page, TABLE)
    (place / "clean.yaml").write_text(CLEAN, encoding="utf-8")
    (place / "clean.en.yaml").write_text(case.text, encoding="utf-8")
    return Raised("", "clean.en.yaml", case.line)


def twice(page: str, place: Path) -> Raised:
    """Put a second file with the clean scenario's id after it."""
    case = case_of(page, CLEAN)
    (place / "a").mkdir()
    (place / "b").mkdir()
    (place / "a" / "clean.yaml").write_text(CLEAN, encoding="utf-8")
    (place / "b" / "clean.yaml").write_text(case.text, encoding="utf-8")
    return Raised("", "b/clean.yaml", case.line)


def course(page: str, place: Path) -> Raised:
    """Put the wrong example into a folder as a course."""
    case = case_of(page, COURSE)
    (place / "course.yaml").write_text(case.text, encoding="utf-8")
    return Raised("", "course.yaml", case.line)


def course_twice(page: str, place: Path) -> Raised:
    """Put a second course with the id of the clean one after it."""
    (place / "a.yaml").write_text(COURSE, encoding="utf-8")
    return course(page, place)


def many(page: str, place: Path, turned: int = 0) -> Raised:
    """Put a file in which the state with three options stands nine times; turned: how far each turns its options."""
    case = case_of(page, CLEAN)
    head, *options = _three_options(case.text)
    copies = []
    for number in range(2, 10):
        state = head.replace("asks:", f"asks-{number}:") + _turned(options, turned * number)
        copies.append(state.replace("goto: settled", f"goto: asks-{number + 1}" if number < 9 else "goto: settled"))
    text = case.text.replace("goto: settled", "goto: asks-2").replace("  swears:\n", f"{''.join(copies)}  swears:\n")
    (place / "clean.yaml").write_text(text, encoding="utf-8")
    return Raised("", "clean.yaml", case.line)


def library(page: str, place: Path, turned: int = 0) -> Raised:
    """Put six files that differ in their ids and, where they are turned, in the order of the three options."""
    case = case_of(page, CLEAN)
    head, *options = _three_options(case.text)
    for name in ("clean", *(f"clean{number}" for number in range(2, 7))):
        turn = turned * len(list(place.iterdir()))
        text = case.text.replace("".join([head, *options]), head + _turned(options, turn))
        (place / f"{name}.yaml").write_text(text.replace("scenario: clean", f"scenario: {name}"), encoding="utf-8")
    return Raised("", "clean.yaml", case.line)


def _three_options(text: str) -> list[str]:
    """Return the state with three options in pieces: its beginning, and each option."""
    return re.split(r"(?=^      - id: )", text[text.index("  asks:\n") : text.index("  swears:\n")], flags=re.MULTILINE)


def _turned(options: list[str], by: int) -> str:
    by %= len(options)
    whole = [option.rstrip("\n") + "\n" for option in options]
    return "".join([*whole[by:], *whole[:by]]) + "\n"


_SMALL = Budget(states=20_000, runs=300, graded=100, gradings=800)  # the same answers sooner
RECIPES: dict[str, Callable[[str, Path], Raised]] = {
    "excerpt": excerpt,
    "table": table,
    "twice": twice,
    "course": course,
    "course-twice": course_twice,
    "renamed": partial(excerpt, name="other.yaml"),
    "cp949": partial(excerpt, change=lambda text: text.encode("cp949")),
    "nfd": partial(excerpt, change=lambda text: unicodedata.normalize("NFD", text).encode()),
    "large": partial(excerpt, change=lambda text: (text + "# 긴 글\n" * 120_000).encode()),
    "lenient": excerpt,
    "many": many,
    "many-shuffled": partial(many, turned=1),
    "library": library,
    "library-shuffled": partial(library, turned=1),
}


def expected_and_raised(path: Path, place: Path) -> tuple[Raised, list[Raised]]:
    """Lint the wrong example of a page; return where its code is expected, and all that was found."""
    page, code = path.read_text(encoding="utf-8"), path.stem
    if recipe_of(page) in _ELSEWHERE:
        return _ELSEWHERE[recipe_of(page)](page, code, place)
    expected = RECIPES[recipe_of(page)](page, place)._replace(code=code)
    files = sorted(file for file in place.rglob("*.yaml") if not file.name.endswith(".en.yaml"))
    with (
        patch("dialogues.lint.proofs._BUDGET", _SMALL),
        patch("dialogues.bench.sampling.grade", _lenient if recipe_of(page) == "lenient" else grade),
    ):
        found = lint_files(files, shipped_manual(), "ko", others=lambda: SCENARIOS)
    return expected, [Raised(one.code, Path(one.file).relative_to(place).as_posix(), one.line) for one in found]


def _unopened(page: str, code: str, place: Path) -> tuple[Raised, list[Raised]]:
    """List a library in which a file cannot be opened."""
    case = case_of(page, CLEAN)
    file = place / "clean.yaml"
    file.write_text(case.text, encoding="utf-8")
    with patch.object(Path, "read_bytes", side_effect=PermissionError(13, "Permission denied")):
        [listed] = Library(shipped_manual(), [place]).listing()
    return Raised(code, file.name, case.line), [Raised(p.code, listed.path.name, p.place.line) for p in listed.problems]


def _overlay(page: str, code: str, place: Path) -> tuple[Raised, list[Raised]]:
    """Read the wrong example as the overlay of an agency."""
    case = without_mark(examples_of(page)[0])
    file = place / "agency.yaml"
    file.write_text(case.text, encoding="utf-8")
    try:
        with_overlay(shipped_manual(), file)
    except OverlayError as error:
        return Raised(code, file.name, case.line), [Raised(p.code, file.name, p.place.line) for p in error.problems]
    return Raised(code, file.name, case.line), []


_ELSEWHERE = {"closed": _unopened, "overlay": _overlay}  # codes that the linter itself does not come to


def _lenient(*arguments: object) -> Scorecard:
    """Judge as the program does, and let everybody pass: what no scenario can do, and what proofs have to notice."""
    return msgspec.structs.replace(grade(*arguments), passed=True)  # type: ignore[arg-type]
