"""Letters that terminals draw in different ways, or not at all.

A letter of East Asian ambiguous width takes one cell or two, as the terminal and its font will, and covers what follows
it where the two disagree. It does no harm before a space or at the end; those Korean text cannot do without are listed
in `tables/letters.yaml`. Emoji and letters that are not seen at all have codes of their own.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from dialogues.lint.quality.tables import needed_letters
from dialogues.lint.quality.texts import Found, Placed, bare
from scoring.strict_yaml import Place, Problem

_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_SELECTORS = "\ufe00-\ufe0f"
_JOINER = "\u200d"
_SYMBOLS = (range(0x2300, 0x2C00), range(0x1F000, 0x1FB00))
_APART = re.compile("[\u1100-\u1112][\u1161-\u1175]|[가-힣][\u11a8-\u11c2]|[A-Za-z][\u0300-\u036f]")
_LINE_END = re.compile(r"\r\n|\r|\n")


def _is_emoji(letter: str) -> bool:
    """Return whether a letter is drawn as a picture by itself."""
    return ord(letter) >= _SYMBOLS[1].start or unicodedata.east_asian_width(letter) == "W"


_PICTURES = "".join(letter for block in _SYMBOLS for letter in map(chr, block) if _is_emoji(letter))
_EMOJI = re.compile(f"(?:[{re.escape(_PICTURES)}]|.\ufe0f)[{_SELECTORS}{_JOINER}\u20e3]*")


def odd_letters(texts: Sequence[Placed]) -> Iterator[Found]:
    """Yield emoji, letters that are not seen, and letters of ambiguous width before other letters."""
    odd = "".join(filter(_is_odd, set().union(*(text for _, text in texts))))
    if not odd:
        return
    holds_odd = re.compile(f"[{re.escape(odd)}]")
    for where, text in texts:
        if holds_odd.search(text):
            for code, found in _of_text(bare(text)):
                yield Found(code, where, {"name": found, "codes": _codes(found)})


def letters_problems(raw: bytes) -> list[Problem]:
    """Report letters that are kept in parts (NFD, as macOS writes names and some programs copy), once for a file.

    The program reads both alike; search, comparison and many editors do not. raw: the bytes of a file as they stand.
    """
    text = raw.decode("utf-8-sig", errors="replace")
    if unicodedata.is_normalized("NFC", text):
        return []
    lines = list(enumerate(_LINE_END.split(text), start=1))
    apart = [(number, found.start() + 1) for number, line in lines if (found := _APART.search(line))]
    return [Problem("D364", Place(*apart[0]), {"count": str(len(apart))})] if apart else []


def _is_odd(letter: str) -> bool:
    if letter.isascii() or "가" <= letter <= "힣":
        return False
    return _is_hidden(letter) or _is_ambiguous(letter) or _EMOJI.match(letter) is not None


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" or letter in _FILLERS or "\ufe00" <= letter <= "\ufe0f"


def _is_ambiguous(letter: str) -> bool:
    """Return whether a letter may be drawn in two cells; those of the Latin alphabet (café) are left alone."""
    wide_or_not = unicodedata.east_asian_width(letter) == "A" and letter not in needed_letters()
    return wide_or_not and not unicodedata.name(letter, "").startswith("LATIN")


def _of_text(text: str) -> Iterator[tuple[str, str]]:
    """Yield the codes of a text, each with the letters it is for."""
    emoji = "".join(_EMOJI.findall(text))
    rest = _EMOJI.sub(" ", text)
    hidden = "".join(filter(_is_hidden, rest))
    shown = "".join(letter for letter in rest if not _is_hidden(letter))
    pairs = zip(shown, shown[1:] + " ", strict=True)
    crowded = "".join(letter for letter, after in pairs if after != " " and _is_ambiguous(letter))
    for code, letters in (("D361", crowded), ("D362", hidden), ("D363", emoji)):
        if letters:
            yield code, "".join(dict.fromkeys(letters))


def _codes(letters: str) -> str:
    return ", ".join(f"U+{ord(letter):04X}" for letter in letters)
