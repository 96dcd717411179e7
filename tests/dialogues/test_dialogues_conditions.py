"""The condition language: what it reads, what it means, and where it says an error is."""

import pytest

from dialogues.conditions import Both, Call, Compare, ConditionError, Name, Not, Number, compile_guard, names_in, parse
from dialogues.model import is_id
from tests.dialogues.small_scenarios import Seen

ANGER, TRUST, FEAR = Name("anger"), Name("trust"), Name("fear")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("anger", ANGER),
        ("7", Number(7)),
        ("left-over", Name("left-over")),
        ("seen(lead-arrives)", Call("seen", "lead-arrives")),
        ("count(ask_to_stop)", Call("count", "ask_to_stop")),
        ("anger >= 70", Compare(ANGER, ">=", Number(70))),
        ("anger>=70", Compare(ANGER, ">=", Number(70))),
        ("  anger\n>=\t70 ", Compare(ANGER, ">=", Number(70))),
        ("3 < seen(a)", Compare(Number(3), "<", Call("seen", "a"))),
        ("anger != trust", Compare(ANGER, "!=", TRUST)),
        ("not anger", Not(ANGER)),
        ("not not anger", Not(Not(ANGER))),
        ("not anger > 3", Not(Compare(ANGER, ">", Number(3)))),
        ("(((anger)))", ANGER),
        ("anger and trust and fear", Both("and", (ANGER, TRUST, FEAR))),
        ("anger or trust or fear", Both("or", (ANGER, TRUST, FEAR))),
        ("anger or trust and fear", Both("or", (ANGER, Both("and", (TRUST, FEAR))))),
        ("anger and trust or fear", Both("or", (Both("and", (ANGER, TRUST)), FEAR))),
        ("(anger or trust) and fear", Both("and", (Both("or", (ANGER, TRUST)), FEAR))),
        ("(anger and trust) and fear", Both("and", (Both("and", (ANGER, TRUST)), FEAR))),
        ("not anger and trust", Both("and", (Not(ANGER), TRUST))),
        ("not (anger and trust)", Not(Both("and", (ANGER, TRUST)))),
        ("not(anger)", Not(ANGER)),
        ("android or nothing", Both("or", (Name("android"), Name("nothing")))),
    ],
)
def test_a_condition_is_read_as_it_is_meant(text: str, condition: object) -> None:
    assert parse(text) == condition


@pytest.mark.parametrize(
    ("comparison", "below", "equal", "above"),
    [
        (">=", False, True, True),
        ("<=", True, True, False),
        ("==", False, True, False),
        ("!=", True, False, True),
        (">", False, False, True),
        ("<", True, False, False),
    ],
)
def test_every_comparison(comparison: str, below: bool, equal: bool, above: bool) -> None:
    guard = compile_guard(parse(f"anger {comparison} 50"))
    assert [guard(Seen(anger=anger)) for anger in (49, 50, 51)] == [below, equal, above]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("anger == 50 and trust == 30 and fear == 0", True),
        ("minute == 2", True),
        ("minute >= 3", False),
        ("turn == 4", True),
        ("calls == 2", True),
        ("calls", True),
        ("left-over", False),
        ("fear", False),
        ("0", False),
        ("5", True),
        ("seen(insults) == 2", True),
        ("seen(insults)", True),
        ("seen(elsewhere)", False),
        ("not seen(elsewhere)", True),
        ("count(warn) == 1", True),
        ("count(call_112) == 0", True),
        ("anger >= 70 and (trust < 30 or not seen(insults))", False),
        ("anger >= 70 or trust == 30 and fear == 0", True),
        ("(anger >= 70 or trust == 30) and fear", False),
        ("trust < anger", True),
        ("not not anger", True),
    ],
)
def test_what_a_guard_says_of_a_run(text: str, holds: bool) -> None:
    assert compile_guard(parse(text))(Seen()) is holds


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 0),
        ("   ", 3),
        ("Anger > 3", 0),
        ("분노 > 3", 0),
        ("anger = 3", 6),
        ("anger => 3", 6),
        ("anger ! 3", 6),
        ("anger >= -3", 9),
        ("anger ≥ 3", 6),
        ("anger >", 7),
        ("> 3", 0),
        ("anger > 1 > 2", 10),
        ("anger >= 70 70", 12),
        ("anger trust", 6),
        ("anger and", 9),
        ("and anger", 0),
        ("anger or or trust", 9),
        ("not", 3),
        ("anger not", 6),
        ("(anger", 6),
        ("anger)", 5),
        ("()", 1),
        ("(anger) > 3", 8),
        ("seen", 4),
        ("seen insults", 5),
        ("seen(insults", 12),
        ("seen(", 5),
        ("seen(a b)", 7),
        ("count(threaten(2))", 14),
        ("count > 3", 6),
        ("anger > and", 8),
        ("anger; trust", 5),
        ("anger + 3", 6),
        ("anger > 3.5", 9),
        ("__import__", 0),
    ],
)
def test_an_error_names_the_column_of_the_first_thing_that_does_not_fit(text: str, column: int) -> None:
    with pytest.raises(ConditionError) as raised:
        parse(text)
    assert (raised.value.text, raised.value.column) == (text, column)


def test_a_condition_has_at_most_300_characters() -> None:
    longest = "anger > 0 or " * 22 + "anger>3" + " " * 7
    assert len(longest) == 300
    assert isinstance(parse(longest), Both)
    with pytest.raises(ConditionError) as raised:
        parse(longest + " ")
    assert raised.value.column == 300


def test_every_name_is_listed_in_its_order() -> None:
    condition = parse("anger > calls and (not seen(a) or 3 < count(warn)) or 7 or not turn")
    assert names_in(condition) == [ANGER, Name("calls"), Call("seen", "a"), Call("count", "warn"), Name("turn")]
    assert names_in(parse("3 > 2")) == []


def test_a_condition_error_is_a_value_error_that_says_where() -> None:
    assert issubclass(ConditionError, ValueError)
    assert str(ConditionError("anger =", 6)) == "'anger =' at 6"


def test_a_pile_of_parentheses_is_an_error_like_any_other() -> None:
    with pytest.raises(ConditionError):
        parse("(" * 300)


@pytest.mark.parametrize(("text", "column"), [("seen()", 5), ("seen())", 5), ("seen(>=)", 5), ("count(()", 6)])
def test_the_argument_of_a_call_is_a_name(text: str, column: int) -> None:
    with pytest.raises(ConditionError) as raised:
        parse(text)
    assert raised.value.column == column


def test_every_id_of_a_state_can_be_asked_for() -> None:
    assert is_id("2nd-call")
    assert parse("seen(2nd-call)") == Call("seen", "2nd-call")
