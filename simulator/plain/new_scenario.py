"""The questions of `minwon new`, one a line: an empty answer takes what is suggested."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from scoring.typed_data import nearest
from simulator.problems import UserProblem
from simulator.texts import say


class Choice(NamedTuple):
    """Something that can be chosen: its id, its name as it is shown, other names it is known by.

    code: a short name that is shown too.
    """

    id: str
    name: str
    code: str = ""
    others: tuple[str, ...] = ()

    @property
    def known_as(self) -> tuple[str, ...]:
        """Return every name, as names are compared."""
        return tuple(_plain(name) for name in (self.id, self.name, self.code, *self.others) if name)

    @property
    def shown(self) -> str:
        """Return the name with what else may be typed for it."""
        further = [word for word in (self.id, self.code) if word and word != self.name]
        return f"{self.name} ({', '.join(further)})" if further else self.name


class Interview:
    """Asks on `show` and reads from `lines`; none (None) means that nobody is there to ask."""

    def __init__(self, lines: Iterator[str] | None, show: Callable[[str], None]) -> None:
        self._lines = lines
        self._show = show

    def choice(self, name: str, choices: list[Choice], default: str = "") -> str:
        """Return the id of what was chosen. Raises UserProblem when there is no answer and no default."""
        self._ask(name, next((choice.name for choice in choices if choice.id == default), ""))
        for number, choice in enumerate(choices, start=1):
            self._tell(f"  {number} {choice.shown}")
        for answer in self._answers():
            if not answer and default:
                return default
            if found := understood(answer, choices):
                return found
            self._tell(unknown(name, answer, choices).sentence if answer else say(f"new.ask.{name}"))
        if default:
            return default
        raise UserProblem(f"problem.new-{name}-missing", known=", ".join(choice.id for choice in choices))

    def text(self, name: str, default: str, problem: Callable[[str], UserProblem | None]) -> str:
        """Return what was typed; what `problem` finds wrong is told, and asked again."""
        self._ask(name, default)
        for answer in self._answers():
            wrong = problem(answer or default)
            if wrong is None:
                return answer or default
            self._tell(wrong.sentence)
        return default

    def yes(self, name: str, default: bool) -> bool:
        """Return whether the answer was yes."""
        yes, no = Choice("y", say("new.yes"), "yes"), Choice("n", say("new.no"), "no")
        self._ask(name, (yes if default else no).name)
        for answer in self._answers():
            if not answer:
                return default
            if found := understood(answer, [yes, no]):
                return found == "y"
            self._tell(say("new.yes-or-no"))
        return default

    def _ask(self, name: str, default: str) -> None:
        self._tell(say(f"new.ask.{name}") + (say("new.default", default=default) if default else ""))

    def _tell(self, line: str) -> None:
        if self._lines is not None:
            self._show(line)

    def _answers(self) -> Iterator[str]:
        for line in self._lines or ():
            yield unicodedata.normalize("NFC", line.strip())


def understood(word: str, choices: list[Choice]) -> str:
    """Return the id of the choice that a word, a name or a number stands for; "" when it is none."""
    wanted = _plain(word)
    for number, choice in enumerate(choices, start=1):
        if wanted in (str(number), *choice.known_as):
            return choice.id
    return ""


def unknown(name: str, word: str, choices: list[Choice]) -> UserProblem:
    """Return that a word is not among the choices, and what may have been meant."""
    names = {unicodedata.normalize("NFD", name): name for choice in choices for name in choice.known_as}
    near = nearest(unicodedata.normalize("NFD", _plain(word)), names)  # one wrong vowel is not a wrong syllable
    meant = understood(names.get(near, ""), choices)
    known = ", ".join(choice.id for choice in choices)
    return UserProblem(f"problem.new-{name}", name=word, known=known, near=say("new.near", near=meant) if meant else "")


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).strip().casefold().replace("-", "_")
