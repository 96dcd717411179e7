"""The word lists of this room, in types: each entry with the reason it is there."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from scoring import strict_yaml, typed_data

_FOLDER = Path(__file__).parent / "tables"
_Table = TypeVar("_Table", bound=msgspec.Struct)


class PolitenessFile(msgspec.Struct, frozen=True):
    """The file `politeness.yaml`: markers by kind. An entry is a regular expression of Python."""

    softens: dict[str, str]
    humbles: dict[str, str]
    asks: dict[str, str]


class ProfanityFile(msgspec.Struct, frozen=True):
    """The file `profanity.yaml`: swear words, with what keeps other words out."""

    swearing: dict[str, str]


class NamesFile(msgspec.Struct, frozen=True):
    """The file `names.yaml`: what tells a person's full name from other words."""

    surnames: tuple[str, ...]
    double_surnames: tuple[str, ...]
    titles: tuple[str, ...]
    not_names: tuple[str, ...]
    fictional: dict[str, str]


class PlacesFile(msgspec.Struct, frozen=True):
    """The file `places.yaml`: what tells an address and a car's number from other words and numbers."""

    regions: tuple[str, ...]
    not_boroughs: tuple[str, ...]
    plate_letters: str
    counted: tuple[str, ...]


class LettersFile(msgspec.Struct, frozen=True):
    """The file `letters.yaml`: letters of ambiguous width that Korean text cannot do without, and why."""

    needed: dict[str, str]


@cache
def politeness() -> re.Pattern[str]:
    """Return what finds every mark of politeness or hedging."""
    table = _read("politeness", PolitenessFile)
    kinds = (table.softens, table.humbles, table.asks)
    return _any_of(marker for kind in kinds for marker in kind)


@cache
def profanity() -> re.Pattern[str]:
    """Return what finds a swear word."""
    return _any_of(_read("profanity", ProfanityFile).swearing)


def _any_of(expressions: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in expressions))


@cache
def names() -> NamesFile:
    """Return what is known of names."""
    return _read("names", NamesFile)


@cache
def places() -> PlacesFile:
    """Return what is known of addresses and plates."""
    return _read("places", PlacesFile)


@cache
def needed_letters() -> frozenset[str]:
    """Return the letters of ambiguous width that are never reported."""
    return frozenset(_read("letters", LettersFile).needed)


def _read(name: str, kind: type[_Table]) -> _Table:
    table, problems = typed_data.build(strict_yaml.read_file(_FOLDER / f"{name}.yaml"), kind)
    if table is None:
        raise ValueError(f"{name}.yaml: {problems}")
    return table
