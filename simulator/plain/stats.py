"""Figures of scenarios as a table, and what of the manual they leave out, measured in cells."""

from collections.abc import Iterator, Sequence

from dialogues.bench.manual_use import ManualUse, Use
from dialogues.bench.stats import WORDS_PER_MINUTE, Figures, reading_minutes
from scoring.manual.manual import Manual, split_level
from simulator.plain.cells import cell_len, padded, wrapped
from simulator.texts import active_language, say

_WIDTH = 79
_GAP = "  "
_PARTS = ("ladders", "conducts", "acts", "steps", "faults", "rules", "hard_rules", "laws")


def figure_lines(found: Sequence[Figures]) -> Iterator[str]:
    """Yield the table of the scenarios with their sum, and what its figures mean."""
    rows = [_head(), *map(_row, found), *([_sum(found)] if len(found) > 1 else [])]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for name, *numbers in rows:
        cells = [padded(name, widths[0]), *(padded(n, w, right=True) for n, w in zip(numbers, widths[1:], strict=True))]
        yield _GAP.join(cells).rstrip()
    yield from wrapped(say("stats.about", speed=WORDS_PER_MINUTE), _WIDTH)


def _head() -> list[str]:
    return [
        say("stats.scenario"),
        say("stats.words"),
        say("stats.reading"),
        say("stats.states"),
        say("stats.options"),
        say("stats.endings"),
        say("stats.english"),
    ]


def _row(one: Figures) -> list[str]:
    numbers = (one.words, one.reading_minutes, one.states, one.options, one.endings)
    return [one.scenario, *map(str, numbers), f"{one.languages['en'].percent}%"]


def _sum(found: Sequence[Figures]) -> list[str]:
    words = sum(one.words for one in found)
    counted = (sum(getattr(one, part) for one in found) for part in ("states", "options", "endings"))
    return [say("stats.sum"), str(words), str(reading_minutes(words)), *map(str, counted), ""]


def use_lines(use: ManualUse, manual: Manual) -> Iterator[str]:
    """Yield how much of the manual is exercised, and everything that is not, by its id and name."""
    parts: dict[str, Use] = {part: getattr(use, part) for part in _PARTS}
    yield say("stats.exercised")
    width = max(cell_len(say(f"manual.{part}")) for part in parts)
    for part, one in parts.items():
        number, every = len(one.exercised), len(one.exercised) + len(one.missing)
        yield _GAP + padded(say(f"manual.{part}"), width) + _GAP + f"{number:>3} / {every}"
    yield ""
    yield say("stats.missing")
    for part, one in parts.items():
        yield from _missing(say(f"manual.{part}"), [_named(part, name, manual) for name in one.missing])
        if part == "ladders":
            for name in one.exercised:  # what nobody comes to lacks all its rungs
                heading = say("stats.rungs", ladder=_named("ladders", name, manual))
                yield from _missing(heading, [_named("steps", step, manual) for step in use.rungs[name].missing])


def _missing(heading: str, names: list[str]) -> Iterator[str]:
    if names:
        words = say("stats.part", part=heading, number=len(names), names=", ".join(names))
        yield from wrapped(words, _WIDTH, _GAP, _GAP * 2)


def _named(part: str, name: str, manual: Manual) -> str:
    """Return an id with its name; a rule has only its id, and a law's title says more than its id."""
    if part == "rules":
        return name
    fact = getattr(manual, part)[split_level(name)[0] if part == "acts" else name]
    language = active_language()
    return str(fact.title.in_language(language)) if part == "laws" else f"{name} {fact.name.in_language(language)}"
