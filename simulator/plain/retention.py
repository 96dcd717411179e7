"""What is due to go by the rules, in plain lines."""

from simulator.records.retention import Due
from simulator.settings import NEVER
from simulator.texts import count, say


def line(due: Due) -> str:
    """Return a line on one kind: how long it is kept, and how much is due."""
    kind = say(f"retention.{due.kind}")
    if due.limit == NEVER:
        return say("retention.for-good", kind=kind)
    kept, before = limit(due.limit), due.before
    if not due.attempts:
        return say("retention.nothing", kind=kind, limit=kept, before=before)
    told = count("retention.due", len(due.attempts), kind=kind, limit=kept, before=before, oldest=due.oldest)
    return f"{told} {count('retention.unfinished', due.unfinished)}" if due.unfinished else told


def limit(text: str) -> str:
    """Return a limit of the settings such as "3y" in words."""
    return count(f"retention.limit-{text[-1]}", int(text[:-1]))
