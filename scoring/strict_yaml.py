"""Reading YAML files that people write: every scalar stays text, every surprise is an error with a place.

PyYAML's own loaders keep the last of two equal keys, turn `NO` and `12:30` into other values and crash on
deep nesting. This reader walks the parser's events instead (they do not nest on the C stack), refuses tags,
anchors, duplicate keys, great depth and great size, and remembers where every value stands.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import msgspec
import yaml

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 24
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Where: TypeAlias = "tuple[str | int, ...]"
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COUNTS_BYTES = _Loader is not yaml.SafeLoader  # libyaml gives the place of a bad character in bytes


class Place(msgspec.Struct, frozen=True):
    """A place in a file: line and column, both counted from 1."""

    line: int = 1
    column: int = 1


class Problem(msgspec.Struct, frozen=True):
    """Something wrong at a place. `code` names the sentence, `detail` fills its gaps."""

    code: str
    place: Place
    detail: dict[str, str] = {}


class UnreadableError(Exception):
    """The text could not be read at all; `problems` says why (at least one)."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(f"{p.code} line {p.place.line}" for p in problems))
        self.problems = problems


class Document(msgspec.Struct, frozen=True):
    """What was read: `content` (text, lists, mappings only), where each part stands, and what was refused.

    `places` is keyed by the way to the value: ("states", "opening", "says", 0).
    `problems` holds what could be read past (duplicate keys); the rest raises `UnreadableError`.
    """

    content: Plain
    places: dict[Where, Place]
    problems: list[Problem]

    def place(self, where: Where) -> Place:
        """Return where a value stands, or the nearest place above it that is known."""
        while where and where not in self.places:
            where = where[:-1]
        return self.places.get(where, Place())


def read_file(path: Path) -> Document:
    """Read one file. Raises UnreadableError (D001..D007) and OSError."""
    return read_bytes(path.read_bytes())


def read_bytes(raw: bytes) -> Document:
    """Read UTF-8 bytes (a byte order mark is allowed). Raises UnreadableError."""
    if len(raw) > MAX_BYTES:
        raise UnreadableError([Problem("D006", Place(), {"limit": str(MAX_BYTES // 1024)})])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableError([Problem("D007", Place(line))]) from error
    return read_text(text)


def read_text(text: str) -> Document:
    """Read YAML text. Raises UnreadableError."""
    builder = _Builder(_events(text))
    return Document(builder.document(), builder.places, builder.problems)


def composed(document: Document) -> Document:
    """Return a document whose texts are NFC: files from macOS may hold Hangul taken apart."""
    return msgspec.structs.replace(document, content=_composed(document.content))


def _composed(plain: Plain) -> Plain:
    if isinstance(plain, dict):
        return {key: _composed(value) for key, value in plain.items()}
    if isinstance(plain, list):
        return [_composed(item) for item in plain]
    return unicodedata.normalize("NFC", plain)


def _events(text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place()
        raise UnreadableError([Problem("D001", place, {"reason": error.problem or ""})]) from error
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position] if _COUNTS_BYTES else text[: error.position].encode()
        line = before.count(b"\n") + 1
        raise UnreadableError([Problem("D007", Place(line))]) from error


class _Builder:
    """Builds plain values out of parser events."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self._events = events
        self.places: dict[Where, Place] = {}
        self.problems: list[Problem] = []

    def document(self) -> Plain:
        content: Plain = {}
        started = False
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if started:
                    raise UnreadableError([Problem("D008", _place(event))])
                started = True
                content = self._value(next(self._events), ())
        return content

    def _value(self, event: yaml.Event, where: Where) -> Plain:
        _refuse_marks(event)
        if len(where) > MAX_DEPTH:
            raise UnreadableError([Problem("D005", _place(event), {"limit": str(MAX_DEPTH)})])
        self.places.setdefault(where, _place(event))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(where)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(where)
        assert isinstance(event, yaml.ScalarEvent)
        return _without_controls(event)

    def _sequence(self, where: Where) -> Plain:
        items: list[Plain] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*where, len(items))))
        return items

    def _mapping(self, where: Where) -> Plain:
        fields: dict[str, Plain] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event)
            here = (*where, key)
            repeated = key in fields
            if repeated:
                first = self.places[here]
                self.problems.append(Problem("D002", _place(event), {"name": key, "first": str(first.line)}))
            else:
                self.places[here] = _place(event)
            value = self._value(next(self._events), (*where, f"{key} ({event.start_mark})") if repeated else here)
            if not repeated:
                fields[key] = value
        return fields

    def _key(self, event: yaml.Event) -> str:
        _refuse_marks(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise UnreadableError([Problem("D009", _place(event))])
        return _without_controls(event)


def _without_controls(event: yaml.ScalarEvent) -> str:
    """Return a scalar's text; escapes in quotes could otherwise bring terminal commands into it."""
    text = str(event.value)
    if _CONTROL.search(text):
        raise UnreadableError([Problem("D007", _place(event))])
    return text


def _refuse_marks(event: yaml.Event) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise UnreadableError([Problem("D003", _place(event))])
    if getattr(event, "tag", None):
        raise UnreadableError([Problem("D004", _place(event), {"name": str(getattr(event, "tag", ""))})])


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place()
