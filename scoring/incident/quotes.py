"""Quotations in a report, and whether they were said."""

import difflib
import re
from collections.abc import Iterable

_QUOTED = re.compile(r"\"([^\"]+)\"|“([^”]+)”|‘([^’]+)’|「([^」]+)」|『([^』]+)』|(?<!\w)'([^']+)'(?!\w)")
_NOT_LETTERS = re.compile(r"[\W_]+")
_LIKE = 0.8  # the share of a quotation's letters that has to be found in one line, in order


def quotations(text: str) -> list[str]:
    """Return what stands between quotation marks, in order."""
    return [next(filter(None, found.groups())).strip() for found in _QUOTED.finditer(text)]


def unquoted(text: str) -> str:
    """Return a text without its quotations."""
    return _QUOTED.sub(" ", text)


def was_said(quote: str, lines: Iterable[str]) -> bool:
    """Return whether a quotation is in one of the lines, give or take a few letters; masked letters fit any."""
    wanted = _letters(quote)
    if not wanted:  # nothing but masked profanity: every line with profanity may be meant
        return "*" in quote and any("{{" in line for line in lines)
    return any(_share(wanted, _letters(line)) >= _LIKE for line in lines)


def _letters(text: str) -> str:
    """Return the letters of a text; profanity stands between braces in the script and as stars when masked."""
    return _NOT_LETTERS.sub("", text.replace("*", "")).lower()


def _share(wanted: str, line: str) -> float:
    if wanted in line:
        return 1.0
    blocks = difflib.SequenceMatcher(None, wanted, line, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / len(wanted)
