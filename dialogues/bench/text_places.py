"""Where the states and endings of a scenario stand in its text, even while the text cannot be read as YAML."""

import re
from bisect import bisect_right
from typing import NamedTuple

from scoring.strict_yaml import UnreadableError, read_text

_TABLES = ("states", "endings")
_KEY = re.compile(r"(?P<indent> *)(?P<quote>['\"]?)(?P<name>[^\s'\"#:{}\[\]-][^\s'\"#:{}\[\]]*)(?P=quote):(\s|$)")


class TextPlaces(NamedTuple):
    """states, endings: name -> line, counted from 1. borders: where something else begins at the top level."""

    states: dict[str, int]
    endings: dict[str, int]
    borders: tuple[int, ...] = ()

    def line_of(self, name: str) -> int | None:
        """Return the line of a state or an ending."""
        return self.states.get(name) or self.endings.get(name)

    def state_at(self, line: int) -> str:
        """Return the state a line belongs to, "" where it belongs to none."""
        starts = sorted([*((at, name) for name, at in self.states.items()), *((at, "") for at in self.borders)])
        at = bisect_right(starts, line, key=lambda start: start[0])
        return starts[at - 1][1] if at else ""


def text_places(text: str) -> TextPlaces:
    """Return where states and endings stand: as the text reads, or else by the look of its lines."""
    try:
        places = read_text(text).places
    except UnreadableError:
        return _by_look(text)
    tables: dict[str, dict[str, int]] = {name: {} for name in _TABLES}
    borders = []
    for where, place in places.items():
        if len(where) == 1:
            borders.append(place.line)
        elif len(where) == 2 and where[0] in _TABLES:
            tables[str(where[0])].setdefault(str(where[1]), place.line)
    return TextPlaces(tables["states"], tables["endings"], tuple(borders))


def _by_look(text: str) -> TextPlaces:
    """Return the places of keys one step below `states:` and `endings:`, each on a line of its own."""
    tables: dict[str, dict[str, int]] = {name: {} for name in _TABLES}
    borders = []
    table, step = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        found = _KEY.match(line)
        if found is None:
            continue
        indent = len(found["indent"])
        if indent == 0:
            borders.append(number)
            table, step = found["name"], 0
        elif table in tables and indent == (step := step or indent):
            tables[table].setdefault(found["name"], number)
    return TextPlaces(tables["states"], tables["endings"], tuple(borders))
