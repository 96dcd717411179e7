"""The audit log in plain lines: a sentence for every action it knows, and the bare entry for any other."""

from collections.abc import Sequence
from typing import Any

import msgspec

from simulator.records import audit
from simulator.records.chain import Entry
from simulator.texts import say

ACTIONS = (  # those that have a sentence of their own
    "copy", "purge", "role", "refused", "people-import", "people-erase", "people-export", "pin-set", "pin-failed",
)  # fmt: skip


def lines(entries: Sequence[Entry]) -> list[str]:
    """Return a line for each entry: number, time, who, what."""
    return [_line(entry) for entry in entries]


def as_data(entry: Entry) -> dict[str, object]:
    """Return an entry for other programs; a detail that is damaged comes as the text it is."""
    fields = entry._asdict()
    return {**fields, "detail": _details(entry) or entry.detail or {}}


def sentence(entry: Entry) -> str:
    """Return what was done, in the user's language."""
    details = _details(entry)
    if entry.action not in ACTIONS:
        return _bare(entry, details)
    try:
        return say(f"audit-log.did.{entry.action}", **{**details, "subject": entry.subject})
    except (KeyError, TypeError):  # an older entry, or a damaged one, without what the sentence tells
        return _bare(entry, details)


def _line(entry: Entry) -> str:
    at = entry.at[:16].replace("T", " ")
    actor = entry.actor or say("audit-log.holder")
    return say("audit-log.line", seq=entry.seq, at=at, actor=actor, sentence=sentence(entry))


def _bare(entry: Entry, details: dict[str, Any]) -> str:
    told = ", ".join(f"{name}={value}" for name, value in details.items()) or "-"
    return say("audit-log.other", action=entry.action, subject=entry.subject or "-", details=told)


def _details(entry: Entry) -> dict[str, Any]:
    """Return the details of an entry; {} where they are damaged."""
    try:
        return audit.details(entry)
    except msgspec.MsgspecError:
        return {}
