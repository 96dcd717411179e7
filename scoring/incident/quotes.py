"""Quotations in a report, and whether they were said."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# An apostrophe within an English word, and one before a year ('26. 3. 2.), open and close nothing.
_SINGLE = (
    r"(?<![A-Za-z0-9]){open}(?!\d\d ?[.년/-])((?:[^{not_in}]|(?<=[A-Za-z])['’](?=[A-Za-z]))+){close}(?![A-Za-z0-9])"
)
_QUOTED = re.compile(
    "|".join(
        (
            r"\"([^\"]*)\"",
            r"＂([^＂]*)＂",
            r"“([^”]*)”",
            r"[“”]([^“”]+)[“”]",  # both marks the same, as some keyboards write them
            r"「([^」]+)」",
            r"『([^』]+)』",
            _SINGLE.format(open="'", not_in="'", close="'"),
            _SINGLE.format(open="‘", not_in="‘’", close="’"),
            _SINGLE.format(open="[‘’]", not_in="‘’", close="[‘’]"),
        )
    )
)
# What stands between such marks in Korean papers without having been said: laws, and papers by their titles.
_TITLE = re.compile(
    r"[가-힣\d·\s]*(?:법|법률|시행령|시행규칙|조례|규정|지침|매뉴얼|헌장|통지서|고지서|안내문|신청서|보고서)"
    r"(?:\s*제?\d+조.*)?"
)
_DOUBLE = '"“”＂'  # nobody writes a title between these
_MASKED = re.compile(r"[*×○●◯]+|(?<=[가-힣])[Xx]+|(?<![A-Za-z])(?:X{2,}|x{2,}|O{2,})|…|\.{2,}|\(중략\)|\(생략\)")
_NOT_LETTERS = re.compile(r"[\W_]+")
_SENTENCE_END = re.compile(r"[.!?…]+\s*")
_LIKE = 0.8  # the share of a quotation's letters that has to be found in one line, in order


class Quotation(NamedTuple):
    """What stands between quotation marks, and where it stands with its marks."""

    words: str
    start: int
    end: int


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text, in order; titles of laws and papers are none."""
    return list(_quotations(text))


def unquoted(text: str) -> str:
    """Return a text with empty marks in place of its quotations."""
    parts, place = [], 0
    for quotation in _quotations(text):
        parts.append(text[place : quotation.start])
        place = quotation.end
    return '""'.join((*parts, text[place:]))


def was_said(quote: str, lines: Iterable[str]) -> bool:
    """Return whether a quotation is in the lines, give or take a few letters; masked letters fit any.

    A quotation of several sentences may come from several lines.
    """
    spoken = list(lines)
    sentences = [part for part in _SENTENCE_END.split(quote) if _letters(part)]
    return _in_one(quote, spoken) or (len(sentences) > 1 and all(_in_one(sentence, spoken) for sentence in sentences))


def _quotations(text: str) -> Iterator[Quotation]:
    for found in _QUOTED.finditer(text):
        words = next(filter(None, found.groups()), "").strip()
        if words and (found[0][0] in _DOUBLE or not _TITLE.fullmatch(words)):
            yield Quotation(words, found.start(), found.end())


def _in_one(quote: str, lines: list[str]) -> bool:
    if any(quote in line for line in lines):
        return True
    parts = [letters for part in _MASKED.split(quote) if (letters := _letters(part))]
    if not parts:  # nothing but masked profanity: every line with profanity may be meant
        return "*" in quote and any("{{" in line for line in lines)
    return any(_has(parts, _letters(line)) for line in lines)


def _letters(text: str) -> str:
    """Return the letters of a text; the braces around profanity in the script go with all the other signs."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFC", text)).casefold()


def _has(parts: list[str], line: str) -> bool:
    """Return whether the parts of a quotation stand in a line one after another, or nearly so."""
    place = 0
    for part in parts:
        found = line.find(part, place)
        if found < 0:
            return _share("".join(parts), line) >= _LIKE
        place = found + len(part)
    return True


def _share(wanted: str, line: str) -> float:
    """Return the share of wanted letters found in a line in order, two or more together."""
    if (Counter(wanted) & Counter(line)).total() < _LIKE * len(wanted):
        return 0.0  # not even in another order, which is quickly told
    blocks = difflib.SequenceMatcher(None, wanted, line, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / len(wanted)
