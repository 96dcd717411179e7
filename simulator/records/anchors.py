"""Anchors: what stood in the records at a moment, in one short hash that can be printed, signed and kept elsewhere.

A chain can be made anew by whoever holds all of it; an anchor on paper cannot. Each anchor holds the last event of
every attempt that had gone on since the anchor before, and is bound to that one; so the newest speaks for all.
"""

import re
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select

from simulator.records import audit, chain, schema

_GROUP = 8
_ROOT = 64


class Anchor(NamedTuple):
    """One anchor. attempts, events: how many there were; audit_seq: the last line of the audit log, 0 for none."""

    number: int
    at: str
    attempts: int
    events: int
    audit_seq: int
    audit_hash: str
    previous: str
    root: str


class Head(NamedTuple):
    """The last event of an attempt."""

    attempt: str
    seq: int
    hash: str


class Paper(NamedTuple):
    """What has to be read off a printed anchor."""

    number: int
    root: str


COLUMNS = [schema.anchor.c[name] for name in Anchor._fields]
HEADS = [schema.anchor_head.c[name] for name in Head._fields]


def make_anchor(connection: Connection, at: str) -> Anchor:
    """Keep a new anchor of everything as it stands and return it. at: ISO 8601."""
    before, line = newest_anchor(connection), audit.newest(connection)
    ends = _ends(connection)
    known = _known_heads(connection)
    heads = [head for head, _ in ends if known.get(head.attempt) != head]
    anchor = Anchor(
        number=before.number + 1 if before else 1,
        at=at,
        attempts=len(ends),
        events=sum(count for _, count in ends),
        audit_seq=line.seq if line else 0,
        audit_hash=line.hash if line else "",
        previous=before.root if before else "",
        root="",
    )
    anchor = anchor._replace(root=root_of(anchor, heads))
    connection.execute(insert(schema.anchor).values(anchor._asdict()))
    if heads:
        rows = [{"anchor": anchor.number, **head._asdict()} for head in heads]
        connection.execute(insert(schema.anchor_head), rows)
    return anchor


def newest_anchor(connection: Connection) -> Anchor | None:
    """Return the last anchor that was made."""
    row = connection.execute(select(*COLUMNS).order_by(schema.anchor.c.number.desc()).limit(1)).first()
    return Anchor(*row) if row else None


def root_of(anchor: Anchor, heads: list[Head]) -> str:
    """Return the hash an anchor has to bear, given its heads."""
    lines = "".join(f"{head.attempt} {head.seq} {head.hash}\n" for head in sorted(heads))
    fields = anchor._asdict()
    del fields["root"]
    return chain.digest({**fields, "heads": sha256(lines.encode()).hexdigest()})


def in_groups(root: str) -> str:
    """Return a hash in groups that can be compared by eye."""
    return " ".join(root[start : start + _GROUP] for start in range(0, len(root), _GROUP))


def read_paper(text: str) -> Paper | None:
    """Return what a printed anchor says, by its lines `number` and `root`; None where it says neither."""
    number = re.search(r"^\s*number\s*:\s*(\d+)", text, re.MULTILINE)
    root = re.search(r"^\s*root\s*:\s*([0-9a-fA-F\s]+)", text, re.MULTILINE)
    digits = re.sub(r"\s", "", root[1]).lower() if root else ""
    return Paper(int(number[1]), digits[:_ROOT]) if number and len(digits) >= _ROOT else None


def _ends(connection: Connection) -> list[tuple[Head, int]]:
    """Return the last event of every attempt, and how many events it has."""
    table = schema.event
    last = (
        select(table.c.attempt, func.max(table.c.seq).label("seq"), func.count().label("number"))
        .group_by(table.c.attempt)
        .subquery()
    )
    joined = table.join(last, (table.c.attempt == last.c.attempt) & (table.c.seq == last.c.seq))
    query = select(table.c.attempt, table.c.seq, table.c.hash, last.c.number).select_from(joined)
    return [(Head(*head), number) for *head, number in connection.execute(query)]


def _known_heads(connection: Connection) -> dict[str, Head]:
    """Return the last event of every attempt as the anchors so far know it."""
    found = connection.execute(select(*HEADS).order_by(schema.anchor_head.c.anchor))
    return {row[0]: Head(*row) for row in found}
