"""The manual's values as Markdown: safe in a table cell, linked to the page that tells more, graded.

Only what was read in the law is worded as law; everything else is guidance with its grade.
"""

import re
from collections.abc import Iterable

from scoring.evidence import Basis, Grade
from scoring.manual.manual import Manual
from scoring.manual.model import Law
from scoring.texts import Text
from simulator.texts import say

_SPECIAL = re.compile(r"([\\|`*_\[\]~$<>&])")
_LIST_OR_HEADING = re.compile(r"^(\d+(?=[.)])|(?=[#+=-]))")
_NO_SLUG = re.compile(r"[^\w-]+")
LINE_BREAK = "<br>"


def safe(text: str) -> str:
    """Return text that says the same anywhere in Markdown, in a table cell too: one line, no markup."""
    return _LIST_OR_HEADING.sub(r"\1\\", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def korean(text: Text) -> str:
    """Return the Korean of a text, safe."""
    return safe(text.ko)


def both(text: Text) -> str:
    """Return the Korean of a text with its English beside it, safe."""
    if not text.en or text.en == text.ko:
        return safe(text.ko)
    return safe(f"{text.ko}, {text.en}" if "(" in text.ko else f"{text.ko} ({text.en})")


def code(name: str) -> str:
    """Return an id as code, safe in a table cell."""
    return f"`{name.replace('`', '').replace('|', ' ')}`"


def anchor(name: str) -> str:
    """Return the mark that links to this place lead to."""
    return f'<a id="{slug(name)}"></a>'


def stacked(lines: Iterable[str]) -> str:
    """Return lines one below the other in a cell."""
    return LINE_BREAK.join(filter(None, lines))


def graded(evidence: Iterable[Grade]) -> str:
    """Return grades with their letters."""
    return stacked(safe(f"{grade} {say(f'grade.{grade}')}") for grade in evidence)


def slug(name: str) -> str:
    """Return a name that a file or a place in a page can have; an agency may call its policy and rules anything."""
    return _NO_SLUG.sub("-", name)


def law_gist(law: Law, text: Text) -> str:
    """Return what an article says: as guidance where the law itself was not read."""
    return korean(text) if law.evidence == "P" else safe(_guidance(text.ko, law.evidence))


def _guidance(text: str, grade: Grade) -> str:
    return say("ground.guidance", text=text, grade=say(f"grade.{grade}"))


class Linker:
    """Links from one page to others. up: the way from the page to the folder of the index ("" or "../")."""

    def __init__(self, manual: Manual, up: str) -> None:
        self._manual = manual
        self._up = up

    def step(self, name: str) -> str:
        """Return the name of a step, linked to its row."""
        return self._row("steps", name, self._manual.steps[name].name)

    def law(self, name: str) -> str:
        """Return the title of a law, linked to its row."""
        return self._row("laws", name, self._manual.laws[name].title)

    def after(self, name: str) -> str:
        """Return the name of an after-step, linked to its row."""
        return self._row("after", name, self._manual.after[name].name)

    def conduct(self, name: str) -> str:
        """Return the name of a type of conduct, linked to its row."""
        return self._row("acts", f"conduct-{name}", self._manual.conducts[name].name)

    def ladder(self, name: str) -> str:
        """Return the id and name of a ladder, linked to its page."""
        ladder = self._manual.ladders[name]
        return f"[{safe(f'{name} {ladder.name.ko}')}]({self._up}ladders/{slug(name)}.md)"

    def ladders_of(self, conduct: str) -> list[str]:
        """Return the ladders of a type of conduct, each linked to its page."""
        return [self.ladder(name) for name, ladder in self._manual.ladders.items() if conduct in ladder.conduct]

    def policy(self, name: str) -> str:
        """Return the id of a policy, linked to its page."""
        return f"[{safe(name)}]({self._up}policies/{slug(name)}.md)"

    def rule(self, name: str) -> str:
        """Return the id of a rule, linked to where it stands; code alone where the agency switched it off."""
        for ladder in self._manual.ladders.values():
            if any(rule.rule == name for rule in ladder.rules):
                return f"[{code(name)}]({self._up}ladders/{slug(ladder.ladder)}.md#{slug(name)})"
        fault = name.removeprefix("fault-")
        if fault in self._manual.faults and fault != name:
            return f"[{code(name)}]({self._up}faults.md#{fault})"
        return f"{code(name)} (쓰지 않음)"

    def requirement(self, name: str) -> str:
        """Return a rule with what it asks for."""
        rule = self._manual.rules.get(name)
        return f"{self.rule(name)} {korean(rule.asks)}" if rule else self.rule(name)

    def bases(self, bases: Iterable[Basis]) -> str:
        """Return what a requirement rests on, each with its grade, one below the other."""
        return stacked(self._basis(basis) for basis in bases)

    def _basis(self, basis: Basis) -> str:
        text = korean(basis.source) if basis.source.ko else say(f"grade.{basis.evidence}.source")
        if basis.law:
            note = f" ({korean(basis.source)})" if basis.source.ko else ""
            text = f"{self.law(basis.law)}{note}"
        return say("ground.law", text=text) if basis.is_law else _guidance(text, basis.evidence)

    def _row(self, page: str, name: str, text: Text) -> str:
        return f"[{korean(text)}]({self._up}{page}.md#{slug(name)})"
