"""What personal data looks like: telephone numbers, addresses, plates, names; and what cannot be real."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from dialogues.lint.quality.tables import NamesFile, PlacesFile, names, places

_SPOKEN = "공영일이삼사오육륙칠팔구"
_GIVEN = 2  # syllables of a given name, one or two after a surname of two


class Shape(NamedTuple):
    """What one kind of personal data looks like. real: whether what was found may be somebody's."""

    code: str
    pattern: re.Pattern[str]
    real: Callable[[re.Match[str]], bool]


@cache
def shapes() -> tuple[Shape, ...]:
    """Return the shapes in the order they are looked for: the surer ones first."""
    return (
        Shape("D343", _MAIL, _is_real_mail),
        Shape("D342", _RESIDENT, _is_varied),
        Shape("D344", _CARD, _is_varied),
        Shape("D344", _BARE_CARD, _is_card),
        Shape("D341", _MOBILE, _is_real_phone),
        Shape("D341", _LANDLINE, _is_real_phone),
        Shape("D341", _SPOKEN_MOBILE, _is_real_spoken),
        Shape("D344", _ACCOUNT, _is_account),
        Shape("D345", _plate(places()), _is_varied_end),
        Shape("D347", _road(places()), _always),
        Shape("D347", _lot(places()), _always),
        Shape("D347", _NAMED_LOT, _always),
        Shape("D347", _FLAT, _always),
        Shape("D346", _called(), _is_real_name),
    )


def is_full_name(text: str) -> bool:
    """Return whether a text is nothing but a surname and a given name of two syllables (one after a double surname)."""
    known = names()
    if text in known.not_names or text in known.fictional or text[1:] in known.titles:
        return False
    return re.fullmatch(_full_name(known), text) is not None


# Numbers. A separator is up to two of - . ) · and a space.

_MAIL = re.compile(r"[\w.+-]+ @ [A-Za-z0-9-]+ (?:\.[A-Za-z0-9-]+)+", re.ASCII | re.VERBOSE)
_RESIDENT = re.compile(
    r"""(?<![\d-])
    \d{2} (?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01])  # year, month, day
    [ ]?-?[ ]? [1-8]\d{6}
    (?![\d-])""",
    re.VERBOSE,
)
_CARD = re.compile(
    r"""(?<![\d-])
    (?: [3-69]\d{3} ([- ]) \d{4} \1 \d{4} \1 \d{4}
      | 3[47]\d\d-\d{6}-\d{5} )
    (?![\d-])""",
    re.VERBOSE,
)
_BARE_CARD = re.compile(r"(?<![\d-])[3-69]\d{14,15}(?![\d-])")
_MOBILE = re.compile(
    r"""(?<![\d-])
    (?:\+82[-. )·]{0,2}|0) 1[016-9] [-. )·]{0,2}
    (?P<exchange>\d{3,4}) [-. )·]{0,2} (?P<line>\d{4})
    (?![\d-])""",
    re.VERBOSE,
)
_LANDLINE = re.compile(  # only with a separator: ten digits in a row may number anything
    r"""(?<![\d-])
    (?:\+82[-. )·]{0,2}|0) (?:2|[3-6]\d|70|50\d) [-. )·]{1,2}
    (?P<exchange>\d{3,4}) [-. )·]{1,2} (?P<line>\d{4})
    (?![\d-])""",
    re.VERBOSE,
)
_SPOKEN_MOBILE = re.compile(
    rf"""공일공 [ ,에의-]*
    (?P<exchange>[{_SPOKEN}]{{4}}) [ ,에의-]* (?P<line>[{_SPOKEN}]{{4}})
    (?![{_SPOKEN}])""",
    re.VERBOSE,
)
_ACCOUNT = re.compile(
    r"""(?:계좌|은행|뱅크|농협|수협|신협|금고|우체국|입금|송금|이체|예금)
    [^\d]{0,15} (?<![\d-])
    (?P<number>\d[\d-]{8,17}\d)
    (?![\d-])""",
    re.VERBOSE,
)


def _plate(known: PlacesFile) -> re.Pattern[str]:
    """Return what finds a car's number: 12가 3456, 서울 12가 3456. Counts and dates ("12조 2026. 1.") are none."""
    return re.compile(
        rf"""(?<![\d가-힣])
        (?: (?:{"|".join(known.regions)})[ ]?\d{{1,3}} | \d{{2,3}} )
        [{known.plate_letters}][ ]?
        (?P<line>\d{{4}})
        (?! \d | ,\d | [ ]?(?:{"|".join(known.counted)}) | [.]\s?\d )""",
        re.VERBOSE,
    )


# Addresses. Numbers of houses stand after a road, a quarter or a village of a region or a borough with a name.


def _district(known: PlacesFile) -> str:
    """Return a pattern of a region and what may stand between it and the road, or of a borough or county."""
    regions = rf"(?:{'|'.join(known.regions)})(?:특별자치)?(?:특별|광역)?[시도]?"
    not_boroughs = "|".join(known.not_boroughs)
    borough = rf"(?!(?:{not_boroughs})[ ])[가-힣]{{1,4}}[구군]"
    return rf"(?<![가-힣])(?:{regions}(?:[ ][가-힣]{{1,5}}[시군구읍면동])*|{borough}(?:[ ][가-힣]{{1,5}}[읍면동])?)[ ]"


_HOUSE = r"\d{1,4}(?:-\d{1,4})?(?=$|[^\d가-힣.]|[.](?!\d)|번지|호|에|이|입|예)"


def _road(known: PlacesFile) -> re.Pattern[str]:
    return re.compile(_district(known) + rf"[가-힣\d]{{1,9}}(?<!으)(?:로|길)(?:[ ]?\d+번길)?[ ]?{_HOUSE}")


def _lot(known: PlacesFile) -> re.Pattern[str]:
    return re.compile(_district(known) + rf"[가-힣\d]{{1,6}}[동리가][ ]{_HOUSE}")


_NAMED_LOT = re.compile(r"[가-힣]{1,6}[동리] \d{1,4}(?:-\d{1,4})? ?번지")
_FLAT = re.compile(r"[가-힣]{2,}(?:아파트|빌라|맨션|연립|오피스텔|타워) ?\d{2,4}동 ?\d{2,4}호")


# Names


def _called() -> re.Pattern[str]:
    """Return what finds a full name that somebody is called by: 김민수 씨, 김민수 님."""
    return re.compile(rf"(?<![가-힣])(?P<name>{_full_name(names())})(?:[ ]?씨(?![앗름족줄])|[ ]님)")


def _full_name(known: NamesFile) -> str:
    single, double = "".join(known.surnames), "|".join(known.double_surnames)
    return rf"(?:(?:{double})[가-힣]{{1,{_GIVEN}}}|[{single}][가-힣]{{{_GIVEN}}})"


# What cannot be real


def _always(_: re.Match[str]) -> bool:
    return True


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _is_varied(found: re.Match[str]) -> bool:
    """Return whether the last six digits are not one and the same, as in a placeholder."""
    return len(set(_digits(found.group())[-6:])) > 1


def _is_varied_end(found: re.Match[str]) -> bool:
    return len(set(found["line"])) > 1


def _is_real_phone(found: re.Match[str]) -> bool:
    return not found["exchange"].startswith("0") and found["line"] != "0000"


def _is_real_spoken(found: re.Match[str]) -> bool:
    return found["exchange"][0] not in "공영" and set(found["line"]) - set("공영") != set()


def _is_real_mail(found: re.Match[str]) -> bool:
    local, _, domain = found.group().partition("@")
    labels = domain.lower().split(".")
    reserved = "example" in labels or labels[-1] in ("test", "invalid", "localhost")
    return not reserved and set(local) != {"O"}


def _is_card(found: re.Match[str]) -> bool:
    """Return whether the last digit is right (Luhn): a number without hyphens is then a card's, and else it is not."""
    total = 0
    for place, digit in enumerate(reversed(found.group())):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and _is_varied(found)


def _is_account(found: re.Match[str]) -> bool:
    """Return whether a number has the 10 to 14 digits of a bank's; three, two and five are a firm's registration."""
    number = found["number"]
    digits = _digits(number)
    firm = re.fullmatch(r"\d{3}-\d{2}-\d{5}", number)
    return "--" not in number and not firm and 10 <= len(digits) <= 14 and len(set(digits[-6:])) > 1


def _is_real_name(found: re.Match[str]) -> bool:
    return is_full_name(found["name"])
