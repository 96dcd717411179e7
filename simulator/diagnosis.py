"""What this machine is like, as far as it matters here: terminal, encoding, size, colours, database."""

import os
import shutil
import sys
from collections.abc import Callable
from typing import NamedTuple

from simulator.problems import UserProblem
from simulator.texts import say
from simulator.workplace import Workplace

SMALLEST = (80, 24)


class Check(NamedTuple):
    """One thing looked at: its name in the catalogue, what was found, whether it is fine."""

    name: str
    found: str
    fine: bool


def examine(workplace: Workplace) -> list[Check]:
    """Look at everything; nothing is changed except that the records are opened."""
    looks: list[Callable[[], Check]] = [_terminal, _encoding, _size, _colours, _keys, _sqlite]
    checks = [look() for look in looks]
    return [*checks, _records(workplace), _library(workplace)]


def _terminal() -> Check:
    term = os.environ.get("TERM", "") or ("Windows" if os.name == "nt" else "-")
    return Check("terminal", term, term not in ("-", "dumb", "unknown") and sys.stdout.isatty())


def _encoding() -> Check:
    encoding = sys.stdout.encoding or "-"
    return Check("encoding", encoding, encoding.lower().replace("-", "") == "utf8")


def _size() -> Check:
    columns, lines = shutil.get_terminal_size(SMALLEST)
    return Check("size", f"{columns}x{lines}", columns >= SMALLEST[0] and lines >= SMALLEST[1])


def _colours() -> Check:
    colours = os.environ.get("COLORTERM", "") or os.environ.get("WT_SESSION", "")
    if os.environ.get("NO_COLOR"):
        return Check("colours", "NO_COLOR", True)
    return Check("colours", colours or "256", True)


def _keys() -> Check:
    off = os.environ.get("TEXTUAL_DISABLE_KITTY_KEY") == "1"
    return Check("keys", say("doctor.off" if off else "doctor.on"), off)


def _sqlite() -> Check:
    from simulator.records.engine import OLDEST_SAFE_SQLITE, sqlite_module

    module = sqlite_module()
    return Check("sqlite", str(module.sqlite_version), module.sqlite_version_info >= OLDEST_SAFE_SQLITE)


def _records(workplace: Workplace) -> Check:
    try:
        number = workplace.records.count_events()
    except UserProblem as problem:
        return Check("records", problem.sentence, False)
    return Check("records", f"{workplace.address.shown} ({number})", True)


def _library(workplace: Workplace) -> Check:
    listing = workplace.library.listing()
    broken = [str(item.path) for item in listing if not item.card]
    return Check("library", ", ".join(broken) or str(len(listing)), bool(listing) and not broken)
