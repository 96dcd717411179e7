"""From plain text to typed structs: all problems at once, each with its place."""

from typing import Literal

import msgspec
import pytest

from scoring import strict_yaml, typed_data
from scoring.strict_yaml import Place


class Bed(msgspec.Struct, frozen=True):
    name: str
    length: int = 1
    crops: tuple[str, ...] = ()


class Pond(msgspec.Struct, frozen=True, tag="pond", tag_field="kind"):
    depth: int


class Tree(msgspec.Struct, frozen=True, tag="tree", tag_field="kind"):
    sort: Literal["apple", "pear"]
    height: int = 3


class Area(msgspec.Struct, frozen=True):
    share: int

    def __post_init__(self) -> None:
        if self.share > 100:
            raise ValueError("more than everything")


class Garden(msgspec.Struct, frozen=True):
    owner: str
    open_: bool = msgspec.field(name="open", default=False)
    warmth: int | None = None
    limit: int | str = 0
    side: Literal["north", "south"] = "south"
    beds: tuple[Bed, ...] = ()
    named: dict[str, Bed] = {}
    things: tuple[Pond | Tree, ...] = ()
    best: Pond | Tree | None = None
    counts: dict[str, int] = {}
    area: Area | None = None


def build(text: str) -> tuple[Garden | None, list[tuple[str, int, int]]]:
    """Return what was built, and code, line and column of every problem."""
    garden, problems = typed_data.build(strict_yaml.read_text(text), Garden)
    return garden, [(p.code, p.place.line, p.place.column) for p in problems]


def details(text: str) -> list[dict[str, str]]:
    _, problems = typed_data.build(strict_yaml.read_text(text), Garden)
    return [problem.detail for problem in problems]


def test_builds_nested_structs_unions_and_leaves() -> None:
    garden, problems = build(
        """\
owner: 김OO
open: true
warmth: -5
side: north
beds:
  - {name: 하나, crops: [무, 배추]}
  - {name: 둘, length: 4}
named: {셋: {name: 셋}}
things: [{kind: pond, depth: 2}, {kind: tree, sort: pear}]
best: {kind: tree, sort: apple, height: 7}
counts: {무: 3}
area: {share: 100}
"""
    )
    assert problems == []
    assert garden == Garden(
        owner="김OO",
        open_=True,
        warmth=-5,
        side="north",
        beds=(Bed("하나", crops=("무", "배추")), Bed("둘", 4)),
        named={"셋": Bed("셋")},
        things=(Pond(2), Tree("pear")),
        best=Tree("apple", 7),
        counts={"무": 3},
        area=Area(100),
    )


GOOD = {
    "plus sign": ("warmth: +15", Garden("x", warmth=15)),
    "minus sign": ("warmth: -15", Garden("x", warmth=-15)),
    "one line for a list": ("beds: [{name: a, crops: 무}]", Garden("x", beds=(Bed("a", crops=("무",)),))),
    "empty list": ("beds: []", Garden("x")),
    "text that looks like a number": ("named: {1: {name: 0123}}", Garden("x", named={"1": Bed("0123")})),
    "name of a number": ("limit: end_minutes", Garden("x", limit="end_minutes")),
}


@pytest.mark.parametrize(("text", "garden"), GOOD.values(), ids=GOOD.keys())
def test_accepts(text: str, garden: Garden) -> None:
    assert build(f"owner: x\n{text}\n") == (garden, [])


def test_a_number_where_a_number_or_a_name_may_stand_is_a_number() -> None:
    assert build("owner: x\nlimit: 20\n") == (Garden("x", limit=20), [])


BAD = {
    "unknown field": ("owners: y", ("D010", 2, 1), {"name": "owners", "near": "owner"}),
    "unknown field, nothing near": ("zzz: y", ("D010", 2, 1), {"name": "zzz", "near": ""}),
    "the name in the file counts": ("open_: true", ("D010", 2, 1), {"name": "open_", "near": "open"}),
    "missing field": ("beds: [{length: 2}]", ("D011", 2, 8), {"name": "name"}),
    "text for a number": ("warmth: hot", ("D012", 2, 1), {"field": "warmth", "expected": "number"}),
    "two plus signs": ("warmth: ++1", ("D012", 2, 1), {"field": "warmth", "expected": "number"}),
    "list for a number": ("warmth: [1]", ("D012", 2, 1), {"field": "warmth", "expected": "number"}),
    "fraction for a whole number": ("warmth: 1.5", ("D012", 2, 1), {"field": "warmth", "expected": "number"}),
    "text for yes or no": ("open: maybe", ("D012", 2, 1), {"field": "open", "expected": "boolean"}),
    "mapping for text": ("beds: [{name: {a: b}}]", ("D012", 2, 9), {"field": "name", "expected": "text"}),
    "text for a mapping": ("beds: [a]", ("D012", 2, 8), {"field": "0", "expected": "mapping"}),
    "mapping for a list": ("beds: {name: a}", ("D012", 2, 1), {"field": "beds", "expected": "list"}),
    "text for a list of structs": ("beds: a", ("D012", 2, 1), {"field": "beds", "expected": "list"}),
    "list for a mapping": ("named: [a]", ("D012", 2, 1), {"field": "named", "expected": "mapping"}),
    "wrong value in a mapping": ("counts: {a: b}", ("D012", 2, 10), {"field": "a", "expected": "number"}),
    "text for a union": ("best: pond", ("D012", 2, 1), {"field": "best", "expected": "mapping"}),
    "unknown kind": ("best: {kind: bush}", ("D013", 2, 1), {"field": "best", "reason": "kind: pond, tree"}),
    "no kind": ("best: {depth: 1}", ("D013", 2, 1), {"field": "best", "reason": "kind: pond, tree"}),
    "field of another kind": ("best: {kind: pond, depth: 1, sort: pear}", ("D010", 2, 30), {"name": "sort"}),
    "refused by the struct": ("area: {share: 101}", ("D013", 2, 1), {"reason": "more than everything"}),
    "not one of the choices": (
        "side: nort",
        ("D014", 2, 1),
        {"name": "nort", "choices": "north, south", "near": "north"},
    ),
    "choice in a union": (
        "things: [{kind: tree, sort: plum}]",
        ("D014", 2, 23),
        {"field": "sort", "choices": "apple, pear"},
    ),
}


@pytest.mark.parametrize(("text", "problem", "detail"), BAD.values(), ids=BAD.keys())
def test_refuses(text: str, problem: tuple[str, int, int], detail: dict[str, str]) -> None:
    text = f"owner: x\n{text}\n"
    assert build(text) == (None, [problem])
    [said] = details(text)
    assert detail.items() <= said.items()


def test_collects_every_problem_at_once_with_its_place() -> None:
    garden, problems = build(
        """\
opne: true
warmth: hot
beds:
  - name: a
    length: long
  - crops: 무
things:
  - kind: tree
    sort: plum
warmth: 3
"""
    )
    assert garden is None
    assert sorted(problems, key=lambda p: p[1:]) == [
        ("D010", 1, 1),
        ("D011", 1, 1),
        ("D012", 2, 1),
        ("D012", 5, 5),
        ("D011", 6, 5),
        ("D014", 9, 5),
        ("D002", 10, 1),
    ]


def test_a_file_that_is_no_mapping_is_one_problem() -> None:
    assert build("- a\n- b\n") == (None, [("D012", 1, 1)])


def test_problems_of_the_document_spoil_the_value() -> None:
    assert build("owner: x\nowner: y\n") == (None, [("D002", 2, 1)])


def test_an_empty_file_misses_what_is_required() -> None:
    _, problems = typed_data.build(strict_yaml.read_text(""), Garden)
    assert [(p.code, p.place, p.detail["name"]) for p in problems] == [("D011", Place(1, 1), "owner")]


@pytest.mark.parametrize(
    ("name", "near"),
    [("ask_to_stpo", "ask_to_stop"), ("warm", "warn"), ("xyz", ""), ("", "")],
    ids=["letters swapped", "one letter", "nothing near", "empty"],
)
def test_nearest(name: str, near: str) -> None:
    assert typed_data.nearest(name, ["ask_to_stop", "warn", "end"]) == near
