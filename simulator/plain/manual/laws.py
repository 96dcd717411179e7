"""The page of a law with what it said before, and the law cards of a type of conduct."""

from collections.abc import Iterable, Iterator

from scoring.evidence import Grade
from scoring.manual.manual import Manual
from scoring.manual.model import Law, LawText
from simulator.plain.manual import words
from simulator.plain.manual.words import told
from simulator.texts import say

_READ: Grade = "P"


def law_lines(manual: Manual, name: str) -> Iterator[str]:
    """Return the page of a law: what it says now, then each earlier text under its dates."""
    law = manual.laws[name]
    short = f" ({told(law.article)})" if law.article != law.title else ""
    yield f"{name}  {told(law.title)}{short}"
    yield from _text_lines(law)
    if law.binds == "public_bodies":
        yield say("manual.public-bodies")
    yield say(f"grade.{law.evidence}")
    for earlier in law.earlier:
        yield ""
        yield say("manual.earlier")
        yield from _text_lines(earlier)


def _text_lines(text: Law | LawText) -> Iterator[str]:
    yield told(text.gist)
    if text.penalty.ko:
        yield say("manual.penalty", text=told(text.penalty))
    if text.beware.ko:
        yield say("manual.beware", text=told(text.beware))
    if days := words.in_force(text.since, text.until):
        yield days


def law_cards(manual: Manual, names: Iterable[str]) -> Iterator[str]:
    """Return a card for each law: title, gist, penalty; as law only where it was read."""
    for name in names:
        law = manual.laws[name]
        key = "ground.law" if law.evidence == _READ else "ground.guidance"
        text = f"{told(law.title)}: {told(law.gist)}"
        yield "  " + say(key, text=text, grade=say(f"grade.{law.evidence}"))
        if law.penalty.ko:
            yield "      " + say("manual.penalty", text=told(law.penalty))
        if days := words.in_force(law.since, law.until):
            yield "      " + days
