"""The closed condition language of guards: small enough for a linter to reason about, no `eval`.

    anger >= 70 and (trust < 30 or not seen(lead-arrives))

Values are whole numbers: the meters `anger`, `trust`, `fear`; `minute` and `turn`; the scenario's counters;
`seen(state)`, how often a state was entered; `count(name)`, how often a step, fault or act happened.
"""

import operator
import re
from collections.abc import Callable
from typing import Protocol, TypeAlias

import msgspec

COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge, "<=": operator.le, "==": operator.eq, "!=": operator.ne, ">": operator.gt, "<": operator.lt,
}  # fmt: skip
FIXED_NAMES = ("anger", "trust", "fear", "minute", "turn")
CALLS = ("seen", "count")
RESERVED = (*CALLS, "and", "or", "not")
_TOKEN = re.compile(r"\s*(?:(\d+(?![a-z0-9_-]))|([a-z0-9][a-z0-9_-]*)|(>=|<=|==|!=|>|<|\(|\)))")
_MAX_LENGTH = 300
_MAX_DEPTH = 20


class ConditionError(ValueError):
    """A condition that cannot be read. column: where in the text, from 0."""

    def __init__(self, text: str, column: int) -> None:
        super().__init__(f"{text!r} at {column}")
        self.text = text
        self.column = column


class Facts(Protocol):
    """What a condition may ask of a run."""

    anger: int
    trust: int
    fear: int
    seconds: int
    turn: int
    counters: dict[str, int]
    visits: dict[str, int]
    tally: dict[str, int]


class Name(msgspec.Struct, frozen=True):
    """A meter, the clock or a counter."""

    name: str


class Call(msgspec.Struct, frozen=True):
    """`seen(state)` or `count(name)`."""

    function: str
    argument: str


class Number(msgspec.Struct, frozen=True):
    """A whole number."""

    value: int


class Compare(msgspec.Struct, frozen=True):
    """left comparison right."""

    left: "Value"
    comparison: str
    right: "Value"


class Not(msgspec.Struct, frozen=True):
    """The opposite of a condition."""

    inner: "Condition"


class Both(msgspec.Struct, frozen=True):
    """All of them (`and`) or at least one (`or`)."""

    joint: str
    parts: "tuple[Condition, ...]"


Value: TypeAlias = Name | Call | Number
Condition: TypeAlias = Value | Compare | Not | Both
Guard: TypeAlias = Callable[[Facts], bool]


def parse(text: str) -> Condition:
    """Read a condition. Raises ConditionError with the column of the first thing that does not fit."""
    if len(text) > _MAX_LENGTH:
        raise ConditionError(text, _MAX_LENGTH)
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._at = 0
        self._depth = 0

    def whole(self) -> Condition:
        condition = self._either()
        if self._peek():
            self._fail()
        return condition

    def _either(self) -> Condition:
        return self._joined("or", self._all)

    def _all(self) -> Condition:
        return self._joined("and", self._negated)

    def _joined(self, joint: str, part: Callable[[], Condition]) -> Condition:
        parts = [part()]
        while self._peek() == joint:
            self._at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else Both(joint, tuple(parts))

    def _negated(self) -> Condition:
        if self._peek() not in ("not", "("):
            return self._comparison()
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            self._fail()
        if self._take() == "not":
            inner: Condition = Not(self._negated())
        else:
            inner = self._either()
            self._expect(")")
        self._depth -= 1
        return inner

    def _comparison(self) -> Condition:
        left = self._value()
        if self._peek() not in COMPARISONS:
            return left
        comparison = self._take()
        return Compare(left, comparison, self._value())

    def _value(self) -> Value:
        token = self._take()
        if token.isdigit():
            return Number(int(token))
        if token in CALLS:
            self._expect("(")
            argument = self._name(self._take())
            self._expect(")")
            return Call(token, argument)
        return Name(self._name(token))

    def _name(self, token: str) -> str:
        """Return a token just taken if it is a name; fail at its place when it is not."""
        if not token[:1].isalnum() or token in RESERVED:
            self._at -= 1
            self._fail()
        return token

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        if not self._peek():
            self._fail()
        self._at += 1
        return self._tokens[self._at - 1][0]

    def _expect(self, token: str) -> None:
        if self._peek() != token:
            self._fail()
        self._at += 1

    def _fail(self) -> None:
        column = self._tokens[self._at][1] if self._at < len(self._tokens) else len(self._text)
        raise ConditionError(self._text, column)


def _tokens(text: str) -> list[tuple[str, int]]:
    tokens: list[tuple[str, int]] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if not match:
            raise ConditionError(text, at + len(text[at:]) - len(text[at:].lstrip()))
        tokens.append((match[match.lastindex or 0], match.start(match.lastindex or 0)))
        at = match.end()
    return tokens


def compile_guard(condition: Condition) -> Guard:
    """Turn a condition into a function of a run."""
    number = _compile(condition)
    return lambda run: bool(number(run))


def _compile(condition: Condition) -> Callable[[Facts], int]:  # noqa: PLR0911 - one return a kind of node
    match condition:
        case Number(value):
            return lambda _: value
        case Name(name):
            return _reader(name)
        case Call("seen", argument):
            return lambda run: run.visits.get(argument, 0)
        case Call(_, argument):
            return lambda run: run.tally.get(argument, 0)
        case Compare(left, comparison, right):
            compare, one, other = COMPARISONS[comparison], _compile(left), _compile(right)
            return lambda run: compare(one(run), other(run))
        case Not(inner):
            opposite = _compile(inner)
            return lambda run: not opposite(run)
        case Both(joint, parts):
            return _compile_joint(joint, [_compile(part) for part in parts])


def _compile_joint(joint: str, parts: list[Callable[[Facts], int]]) -> Callable[[Facts], int]:
    if joint == "and":
        return lambda run: all(part(run) for part in parts)
    return lambda run: any(part(run) for part in parts)


def _reader(name: str) -> Callable[[Facts], int]:
    if name == "minute":
        return lambda run: run.seconds // 60
    if name in FIXED_NAMES:
        return operator.attrgetter(name)
    return lambda run: run.counters[name]


def names_in(condition: Condition) -> list[Name | Call]:
    """Return every name and call a condition uses."""
    match condition:
        case Name() | Call():
            return [condition]
        case Compare(left, _, right):
            return names_in(left) + names_in(right)
        case Not(inner):
            return names_in(inner)
        case Both(_, parts):
            return [name for part in parts for name in names_in(part)]
        case _:
            return []
