"""A new scenario from a skeleton: the states of its ladder laid out, with texts a trainer makes their own.

The skeletons are files under `starters/`; `index.yaml` says which channel and conduct each is for and what fills
its gaps. Code only chooses one and fills it in.
"""

import unicodedata
from functools import cache
from pathlib import Path
from string import Template

import msgspec

from dialogues.bench.table_file import quoted
from dialogues.model import Family, Sector
from scoring import strict_yaml, typed_data
from scoring.manual.manual import Manual
from scoring.texts import Text
from scoring.trace import Channel

_FOLDER = Path(__file__).parent / "starters"
_PARTS = ("after_talk", "after_endings")
COURTESY = "courtesy"  # no conduct at all: an ordinary enquiry, judged by the service standards
COURTESY_NAME = Text("친절 응대", "courtesy")


class Starter(msgspec.Struct, frozen=True, kw_only=True):
    """One skeleton. conducts: what it can be about, each with words of its own; words: for all of them."""

    ladder: str
    family: Family
    channels: tuple[Channel, ...]
    minutes: int
    conducts: dict[str, dict[str, str]]
    words: dict[str, str] = {}
    difficulty: int = 2
    intensity: int = 2
    legitimate: bool = True


class IndexFile(msgspec.Struct, frozen=True):
    """The file `starters/index.yaml`."""

    channels: dict[Channel, dict[str, str]]
    starters: dict[str, Starter]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a trainer asked for. legitimate: None leaves it to the skeleton."""

    id: str
    title: str
    channel: Channel
    conduct: str
    sector: Sector = "local_government"
    legitimate: bool | None = None


@cache
def starters() -> dict[str, Starter]:
    """Return every skeleton by its file's name."""
    return _index().starters


@cache
def _index() -> IndexFile:
    index, problems = typed_data.build(strict_yaml.read_file(_FOLDER / "index.yaml"), IndexFile)
    if index is None:
        raise ValueError(f"{_FOLDER}: {problems}")
    return index


def pairs() -> dict[tuple[str, str], str]:
    """Return every channel and conduct there is a skeleton for, with its name."""
    return {
        (channel, conduct): name
        for name, starter in starters().items()
        for channel in starter.channels
        for conduct in starter.conducts
    }


def conducts_on(channel: str) -> list[str]:
    """Return the types of conduct a channel has skeletons for."""
    return [conduct for known, conduct in pairs() if known == channel]


def conduct_name(manual: Manual, conduct: str) -> Text:
    """Return how a type of conduct is called."""
    return COURTESY_NAME if conduct == COURTESY else manual.conducts[conduct].name


def starter_of(channel: str, conduct: str) -> Starter:
    """Return the skeleton for a pair. Raises KeyError where there is none."""
    return starters()[pairs()[channel, conduct]]


def starter_text(wanted: Wanted, manual: Manual, schema: str) -> str:
    """Return the text of a new scenario file. schema: where an editor finds its schema, seen from the file.

    Raises KeyError where there is no skeleton for the pair.
    """
    name = pairs()[wanted.channel, wanted.conduct]
    words = {**_words(wanted, starters()[name], manual), "schema": schema}
    parts = {f"part_{part}": _filled(f"parts/{part.replace('_', '-')}", words) for part in _PARTS}
    parts["part_actions"] = _filled(f"parts/actions-{wanted.channel}", words)
    return _filled("parts/head", words) + _filled(
        name, {**words, **{k: text.rstrip("\n") for k, text in parts.items()}}
    )


def _filled(name: str, words: dict[str, str]) -> str:
    template = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return Template(template).substitute(words)


def _words(wanted: Wanted, starter: Starter, manual: Manual) -> dict[str, str]:
    """Return what fills the gaps: facts of the file, of the ladder, of the channel, of the conduct."""
    ladder = manual.ladders[starter.ladder]
    legitimate = starter.legitimate if wanted.legitimate is None else wanted.legitimate
    required = [manual.steps[rung.step].name.ko for rung in ladder.rungs if rung.need == "required"]
    return {
        "id": wanted.id,
        "title": quoted(unicodedata.normalize("NFC", wanted.title)),
        "channel": wanted.channel,
        "conduct": "" if wanted.conduct == COURTESY else wanted.conduct,
        "conduct_name": conduct_name(manual, wanted.conduct).ko,
        "sector": wanted.sector,
        "legitimate": "true" if legitimate else "false",
        "family": starter.family,
        "minutes": str(starter.minutes),
        "difficulty": str(starter.difficulty),
        "intensity": str(starter.intensity),
        "ladder": starter.ladder,
        "ladder_name": ladder.name.ko,
        "rungs": ", ".join(required),
        "outcome": "ended_by_trainee",
        "end_goto": "after-talk",
        **_index().channels[wanted.channel],
        **starter.words,
        **starter.conducts[wanted.conduct],
    }
