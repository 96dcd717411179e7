"""The chain of the journal and of the audit log: pure arithmetic on what is kept, without any database.

Every event is bound to the one before it: `hash` is the SHA-256 of its fields, in canonical JSON (names sorted, no
spaces, UTF-8), `previous` among them. Words are not in it but their commitment: the SHA-256 of a random salt followed
by the words. Salt and words may be erased; the chain then still holds, and the words cannot be guessed from it. The
first event is bound to the head of its attempt in the same way, and that to a commitment of its owner.

A chain shows that something between its ends was changed. That its end was cut off, or that all of it was made anew,
only an anchor kept elsewhere shows (`anchors.py`).
"""

import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Literal, NamedTuple

import msgspec

_canonical = msgspec.json.Encoder(order="sorted").encode
_SALT_BYTES = 16

HEAD_FIELDS = (
    "id", "scenario", "version", "scenario_hash", "manual_hash", "policy", "language", "seed", "mode", "began", "facts",
    "owner_commitment",
)  # fmt: skip
OWNER_FIELDS = ("person", "training_class", "unit")

Break = Literal["event-changed", "event-missing", "words-changed", "head-changed", "owner-changed"]


class Text(NamedTuple):
    """The erasable part of an event. salt: 32 hexadecimal digits."""

    salt: str
    words: str


class Link(NamedTuple):
    """One event as it is chained: everything of it but its words."""

    attempt: str
    seq: int
    turn: int
    actor: str
    kind: str
    payload: str
    at: str
    commitment: str
    previous: str
    hash: str = ""


class Entry(NamedTuple):
    """One line of the audit log. at: ISO 8601; detail: JSON without free text."""

    seq: int
    at: str
    actor: str
    action: str
    subject: str
    detail: str
    previous: str
    hash: str = ""


def new_salt() -> str:
    """Return 128 random bits as hexadecimal digits."""
    return os.urandom(_SALT_BYTES).hex()


def commitment(salt: str, words: str) -> str:
    """Return what binds to words without telling them."""
    return sha256(bytes.fromhex(salt) + words.encode()).hexdigest()


def owner_commitment(salt: str, owner: Mapping[str, object]) -> str:
    """Return what binds an attempt to its person, class and unit without telling them."""
    return commitment(salt, canonical({name: owner[name] for name in OWNER_FIELDS}).decode())


def canonical(fields: Mapping[str, object]) -> bytes:
    """Return the canonical JSON of fields: names sorted, no spaces, UTF-8."""
    return _canonical(dict(fields))


def digest(fields: Mapping[str, object]) -> str:
    """Return the SHA-256 of fields in canonical JSON."""
    return sha256(canonical(fields)).hexdigest()


def head_hash(attempt: Mapping[str, object]) -> str:
    """Return what the first event of an attempt is bound to: the hash of the attempt's row without its owner."""
    return digest({name: attempt[name] for name in HEAD_FIELDS})


def hash_of(link: Link | Entry) -> str:
    """Return the hash that a link has to bear."""
    fields = link._asdict()
    del fields["hash"]
    return digest(fields)


def sealed(link: Link) -> Link:
    """Return an event with its hash."""
    return link._replace(hash=hash_of(link))


def first_break(head: str, chain: Iterable[tuple[Link, Text | None]]) -> tuple[Break, int] | None:
    """Return the first place where an attempt's events are not what was written, with its seq; None when all is whole.

    head: `head_hash` of the attempt. chain: its events in the order of their seq, each with its text, None where the
    text was erased.
    """
    previous = head
    for link, text in chain:
        if link.previous != previous:
            return ("head-changed" if previous is head else "event-missing"), link.seq
        if link.hash != hash_of(link):
            return "event-changed", link.seq
        if text is not None and commitment(*text) != link.commitment:
            return "words-changed", link.seq
        previous = link.hash
    return None


def first_break_of_audit(log: Iterable[Entry]) -> int | None:
    """Return the seq of the first line of the audit log that is not what was written there; None when all is whole."""
    previous = ""
    for seq, entry in enumerate(log, start=1):
        if entry.seq != seq or entry.previous != previous or entry.hash != hash_of(entry):
            return min(seq, entry.seq)
        previous = entry.hash
    return None
