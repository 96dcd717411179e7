"""What steps, faults and silence do to the complainant's meters by default, bent by temper."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from dialogues.model import Temper
from scoring import strict_yaml, typed_data

_FILE = Path(__file__).parent / "effects.yaml"


class Effect(NamedTuple):
    """Changes of the three meters, in points."""

    anger: int = 0
    trust: int = 0
    fear: int = 0


class Bend(msgspec.Struct, frozen=True):
    """Percentages a temper lays on a rise and on a fall of anger."""

    rise: int
    fall: int


class EffectsFile(msgspec.Struct, frozen=True):
    """The file `effects.yaml`."""

    steps: dict[str, dict[str, int]]
    faults: dict[str, dict[str, int]]
    silence: dict[str, int]
    tempers: dict[Temper, Bend]


@cache
def shipped_effects() -> EffectsFile:
    """Return the default effects that come with the program."""
    effects, problems = typed_data.build(strict_yaml.read_file(_FILE), EffectsFile)
    if effects is None:
        raise ValueError(f"{_FILE}: {problems}")
    return effects


def effect_of(names: tuple[str, ...], authored: dict[str, int], temper: Temper) -> Effect:
    """Return the effect of steps and faults; meters the author wrote replace the default ones."""
    table = shipped_effects()
    total = {"anger": 0, "trust": 0, "fear": 0}
    for name in names:
        for meter, change in (table.steps.get(name) or table.faults.get(name) or {}).items():
            total[meter] += change
    total["anger"] = _bent(total["anger"], table.tempers[temper])
    return Effect(**{**total, **authored})


def silence_effect(temper: Temper) -> Effect:
    """Return the effect of a silence on a temper."""
    table = shipped_effects()
    silence = {"anger": 0, **table.silence}
    return Effect(**{**silence, "anger": _bent(silence["anger"], table.tempers[temper])})


def _bent(change: int, bend: Bend) -> int:
    """Lay a temper on a change of anger, rounded towards zero on both sides."""
    return change * bend.rise // 100 if change > 0 else -(-change * bend.fall // 100)
