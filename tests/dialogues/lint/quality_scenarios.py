"""Scenarios made for the rules of quality: sets of options as wanted, the rest of the file above reproach."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from dialogues.lint.files import Asked, lint_files
from scoring.manual.reader import shipped_manual
from tests.dialogues.small_scenarios import SMALL, changed, put

STATIC = Asked(ignore=("D2",))
_WORDS = (
    *("서류", "기한", "창구", "답변", "절차", "통지서", "영수증", "번호표"),
    *("증명서", "수수료", "환불", "의견", "우편", "보완", "연장", "감면"),
)
_HEAD = """\
scenario: {id}
version: 1
title: 여러 선택
family: courtesy
conduct: []
channel: online
sector: local_government
difficulty: 1
intensity: 1
minutes: 60
goals: [끝까지 간다.]
briefing: {{role: 담당자입니다., facts: [길이 많습니다.], caller: 주민입니다.}}
complainant: {{name: 정OO, anger: 30, trust: 50, fear: 10, legitimate: true}}
start: s0
states:
"""
_OPTION = """\
      - {{id: o{number}, say: "{words}", {worth}, goto: {ahead}, why: "{number} 까닭", impact: "{number} 결과"}}
"""
_BEST, _OTHER = "steps: [listen, answer_on_merits]", "faults: [dismiss_feelings], better: 이렇게 하겠습니다."

Set = tuple[Sequence[str], int]  # the words of the options, and the place of the best from 0


def scenario_text(sets: Sequence[Set], name: str = "many-sets", note: str = "") -> str:
    """Return a scenario that goes from set to set. note: what stands behind `states:`."""
    head = _HEAD.format(id=name).replace("states:\n", f"states:{note}\n")
    return head + "".join(_states(sets)) + "endings:\n  done: {outcome: resolved, says: 끝났다.}\n"


def _states(sets: Sequence[Set]) -> Iterator[str]:
    for number, (words, best) in enumerate(sets):
        ahead = f"s{number + 1}" if number + 1 < len(sets) else "done"
        yield f"  s{number}:\n    says: 어떻게 됐나요?\n    acts: [ask]\n    options:\n"
        for place, text in enumerate(words):
            worth = _BEST if place == best else _OTHER
            yield _OPTION.format(number=place, words=text, worth=worth, ahead=ahead)


def words(chance: Random, number: int) -> str:
    """Return so many words that mean nothing."""
    return " ".join(chance.choices(_WORDS, k=number)) + "."


def by_lot(seed: int, sets: int, size: int = 4) -> list[Set]:
    """Return sets whose options and whose best one were placed by lot."""
    chance = Random(seed)
    return [([words(chance, chance.randint(3, 9)) for _ in range(size)], chance.randrange(size)) for _ in range(sets)]


def codes_of(folder: Path, text: str = SMALL, asked: Asked = STATIC) -> list[str]:
    """Return what the linter says of a text when nothing is played."""
    return [found.code for found in lint_files([put(folder, text)], shipped_manual(), "ko", asked)]


def small(*edits: tuple[str, str]) -> str:
    """Return the clean small scenario with some places written anew."""
    text = SMALL
    for old, new in edits:
        text = changed(old, new, text)
    return text


def split(texts: str) -> list[str]:
    """Return the texts between upright bars."""
    return [text.strip() for text in re.split(r"[|\n]", texts) if text.strip()]
