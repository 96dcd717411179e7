"""Tampering with the records of either engine is found and named; what the rules took away is no alarm."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from simulator.records import audit, schema
from simulator.records.address import Address
from simulator.records.anchors import Paper, in_groups, make_anchor, read_paper
from simulator.records.database import insert_once
from simulator.records.purging import erase_person, erase_words, purge_attempts
from simulator.records.store import Records
from simulator.records.verifying import Flaw, Verified, verify
from tests.simulator.records.records_at_work import AT, attempt, said, summary, tamper

A, B = "0190-a", "0190-b"


@pytest.fixture
def records(address: Address) -> Iterator[Records]:
    """Return records with two attempts: an ended one of a person and an open one, and two lines in the audit log."""
    records = Records.open(address)
    with records.database.writing() as connection:
        insert_once(connection, schema.unit, [{"code": code, "name": code, "kind": "team"} for code in ("U-1", "U-2")])
        insert_once(connection, schema.person, [{"code": f"T-{n}", "role": "trainee", "added": AT} for n in (1, 2)])
        for action in ("export", "role"):
            audit.enter(connection, AT, "A-1", action, "T-1", number=1)
    records.begin(attempt(A, person="T-1", unit="U-1"), [said(0), said(1)], AT)
    records.finish(summary(A), [said(2)])
    records.begin(attempt(B), [said(0), said(1), said(2)], AT)
    yield records
    records.close()


def verified(records: Records, paper: Paper | None = None) -> Verified:
    with records.database.reading() as connection:
        return verify(connection, paper)


def anchored(records: Records) -> Paper:
    with records.database.writing() as connection:
        made = make_anchor(connection, AT)
    return Paper(made.number, made.root)


def test_what_nobody_touched_is_whole(records: Records) -> None:
    anchored(records)
    assert verified(records) == Verified(2, 6, 0, 2, 1, 0, ())


TAMPERED: dict[str, tuple[str, Flaw]] = {
    "payload": ("UPDATE event SET payload = '{}' WHERE attempt = '0190-a' AND seq = 1", Flaw("event-changed", A, 1)),
    "time": ("UPDATE event SET at = '2027' WHERE attempt = '0190-b' AND seq = 2", Flaw("event-changed", B, 2)),
    "words": ("UPDATE event_text SET words = '?' WHERE attempt = '0190-a' AND seq = 0", Flaw("words-changed", A, 0)),
    "out of the middle": ("DELETE FROM event WHERE attempt = '0190-b' AND seq = 1", Flaw("event-missing", B, 2)),
    "the first": ("DELETE FROM event WHERE attempt = '0190-b' AND seq = 0", Flaw("head-changed", B, 1)),
    "all": ("DELETE FROM event WHERE attempt = '0190-a'", Flaw("events-missing", A)),
    "scenario": ("UPDATE attempt SET scenario_hash = 'x' WHERE id = '0190-b'", Flaw("head-changed", B, 0)),
    "mode": ("UPDATE attempt SET mode = 'assessment' WHERE id = '0190-a'", Flaw("head-changed", A, 0)),
    "person": ("UPDATE attempt SET person = 'T-2' WHERE id = '0190-a'", Flaw("owner-changed", A)),
    "unit": ("UPDATE attempt SET unit = 'U-2' WHERE id = '0190-a'", Flaw("owner-changed", A)),
    "given to somebody": ("UPDATE attempt SET person = 'T-2' WHERE id = '0190-b'", Flaw("owner-changed", B)),
    "taken from somebody": ("UPDATE attempt SET person = NULL WHERE id = '0190-a'", Flaw("owner-changed", A)),
    "salt taken too": ("UPDATE attempt SET owner_salt = NULL WHERE id = '0190-a'", Flaw("owner-changed", A)),
    "attempt": ("DELETE FROM attempt WHERE id = '0190-b'", Flaw("attempt-missing", B, 0)),
    "audit line": ("UPDATE audit SET actor = 'A-2' WHERE seq = 1", Flaw("audit-changed", "", 1)),
    "audit line gone": ("DELETE FROM audit WHERE seq = 1", Flaw("audit-changed", "", 1)),
    "purged without an entry": ("INSERT INTO purged VALUES ('0190-b', 2)", Flaw("purge-changed", "", 2)),
}


@pytest.mark.parametrize(("statement", "flaw"), TAMPERED.values(), ids=list(TAMPERED))
def test_tampering_is_found_and_named(records: Records, address: Address, statement: str, flaw: Flaw) -> None:
    tamper(address, statement)
    assert verified(records).flaws == (flaw,)


def test_each_attempt_is_named_once(records: Records, address: Address) -> None:
    tamper(address, "UPDATE event SET turn = 9")
    assert verified(records).flaws == (Flaw("event-changed", A, 0), Flaw("event-changed", B, 0))


@pytest.mark.parametrize("page", [1, 2, 3])
def test_pages_leave_nothing_out(
    records: Records, address: Address, page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("0190-c", "0191", "019"):
        records.begin(attempt(name), [said(0)], AT)
    tamper(address, "DELETE FROM attempt WHERE id IN ('019', '0191')", "UPDATE event SET at = '' WHERE seq = 2")
    monkeypatch.setattr("simulator.records.verifying._PAGE", page)
    found = verified(records)
    assert set(found.flaws) == {
        Flaw("attempt-missing", "019", 0), Flaw("attempt-missing", "0191", 0),
        Flaw("event-changed", A, 2), Flaw("event-changed", B, 2),
    }  # fmt: skip
    assert (found.attempts, found.events) == (3, 9)


# What the rules take away


def test_erased_words_and_owners_are_no_alarm(records: Records) -> None:
    anchored(records)
    with records.database.writing() as connection:
        erase_words(connection, [A])
        erase_person(connection, [A])
    found = verified(records)
    assert (found.erased, found.flaws) == (3, ())
    assert (records.attempt(A).person, records.attempt(A).unit) == (None, "U-1")


def test_a_purge_by_the_rules_is_told_from_tampering(records: Records, address: Address) -> None:
    paper = anchored(records)
    with records.database.writing() as connection:
        purge_attempts(connection, [A], AT, "A-1", rule="class")
    found = verified(records, paper)
    assert (found.attempts, found.purged, found.flaws) == (1, 1, ())
    tamper(address, "DELETE FROM event_text", "DELETE FROM event", "DELETE FROM attempt")
    assert verified(records, paper).flaws == (Flaw("anchored-gone", B, 2),)


def test_a_purge_takes_everything_that_hangs_on_an_attempt(records: Records) -> None:
    from simulator.records.model import Reflection, SurveyAnswer

    records.reflect(A, [Reflection("hard", "힘들었다")], AT)
    for name in (A, B):
        records.answer(f"key of {name}", "after-run", 1, [SurveyAnswer("useful", 3)], AT)
    with records.database.writing() as connection:
        entry = purge_attempts(connection, [A], AT, "A-1", rule="class")
    assert audit.details(entry)["count"] == 1
    assert records.count_events() == 3
    assert records.summaries() == []
    assert (records.reflections(A), records.answers(f"key of {A}")) == ([], [])
    assert records.answers(f"key of {B}") == [SurveyAnswer("useful", 3)]


@pytest.mark.parametrize(
    "statement", ["INSERT INTO purged VALUES ('0190-b', 3)", "DELETE FROM purged", "UPDATE purged SET attempt = 'x'"]
)
def test_the_list_of_a_purge_cannot_be_changed_unseen(records: Records, address: Address, statement: str) -> None:
    with records.database.writing() as connection:
        purge_attempts(connection, [A], AT, "A-1")
    tamper(address, statement)
    assert Flaw("purge-changed", "", 3) in verified(records).flaws


# Anchors


def test_an_anchor_still_holds_when_more_has_come(records: Records) -> None:
    papers = [anchored(records)]
    records.append(B, [said(3)], AT)
    records.begin(attempt("0190-c"), [said(0)], AT)
    papers.append(anchored(records))
    papers.append(anchored(records))
    with records.database.writing() as connection:
        audit.enter(connection, AT, "", "erase", "T-9")
    records.append(B, [said(4)], AT)
    for paper in papers:
        assert verified(records, paper).flaws == ()


def test_an_anchor_holds_only_what_has_gone_on_since_the_one_before(records: Records) -> None:
    for _ in range(2):
        anchored(records)
    records.append(B, [said(3)], AT)
    anchored(records)
    with records.database.reading() as connection:
        heads = connection.execute(select(*schema.anchor_head.c).order_by("anchor", "attempt")).fetchall()
    assert [(head.anchor, head.attempt, head.seq) for head in heads] == [(1, A, 2), (1, B, 2), (3, B, 3)]


def made_anew(records: Records) -> None:
    """Play the open attempt again with another end, as somebody would who owns the file and the program."""
    records.begin(attempt(B), [said(0), said(1), said(2, "다른 말")], AT)


WORDS_OF_B = "DELETE FROM event_text WHERE attempt = '0190-b'"
EVENTS_OF_B = "DELETE FROM event WHERE attempt = '0190-b'"
REWRITTEN: dict[str, tuple[list[str], Any, Flaw]] = {
    "end cut off": ([f"{WORDS_OF_B} AND seq = 2", f"{EVENTS_OF_B} AND seq = 2"], None, Flaw("anchored-cut", B, 2)),
    "made anew": ([WORDS_OF_B, EVENTS_OF_B], made_anew, Flaw("anchored-differs", B, 2)),
    "attempt gone": (
        [WORDS_OF_B, EVENTS_OF_B, "DELETE FROM attempt WHERE id = '0190-b'"],
        None,
        Flaw("anchored-gone", B, 2),
    ),
    "end of the audit log cut off": (["DELETE FROM audit WHERE seq = 2"], None, Flaw("audit-cut", "", 2)),
}


@pytest.mark.parametrize(("statements", "then", "flaw"), REWRITTEN.values(), ids=list(REWRITTEN))
def test_what_only_an_anchor_can_show(
    records: Records, address: Address, statements: list[str], then: Any, flaw: Flaw
) -> None:
    def rewrite() -> None:
        tamper(address, *statements)
        if then:
            then(records)

    anchored(records)
    rewrite()
    assert verified(records).flaws == (flaw,)
    tamper(address, "DELETE FROM anchor_head", "DELETE FROM anchor")
    assert verified(records).flaws == (), "nothing within the records shows it"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE anchor_head SET hash = 'x' WHERE attempt = '0190-a'",
        "DELETE FROM anchor_head WHERE attempt = '0190-a'",
        "UPDATE anchor SET events = 5",
        "UPDATE anchor SET previous = 'x'",
    ],
)
def test_an_anchor_that_was_changed_is_found(records: Records, address: Address, statement: str) -> None:
    anchored(records)
    tamper(address, statement)
    assert verified(records).flaws == (Flaw("anchor-changed", "", 1),)


def test_anchors_that_were_all_made_anew_do_not_agree_with_the_paper(records: Records, address: Address) -> None:
    paper = anchored(records)
    tamper(address, "DELETE FROM anchor_head", "DELETE FROM anchor")
    assert verified(records, paper).flaws == (Flaw("paper-unknown", "", 1),)
    records.append(B, [said(3)], AT)
    anchored(records)
    assert verified(records, paper).flaws == (Flaw("paper-differs", "", 1),)


def test_an_anchor_of_nothing_holds(address: Address) -> None:
    records = Records.open(address)
    paper = anchored(records)
    assert verified(records, paper) == Verified(0, 0, 0, 0, 1, 0, ())
    records.close()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"number: 12\nroot: {in_groups('ab' * 32)}\n", Paper(12, "ab" * 32)),
        ("  Number : 12\n".lower() + f"root: {'AB' * 32}\n", Paper(12, "ab" * 32)),
        (f"minwon\n\nnumber: 3\ntime: 2026\nroot: {'ab' * 16}\n  {'ab' * 16}\n\nName:  Date:\n", Paper(3, "ab" * 32)),
        ("number: 12\nroot: abc\n", None),
        ("root: " + "ab" * 32, None),
        ("", None),
    ],
)
def test_what_a_paper_says_is_read(text: str, read: Paper | None) -> None:
    assert read_paper(text) == read
