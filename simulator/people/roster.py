"""A roster understood: who is in it, and everything that is wrong with it, row by row. Pure, no database."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from simulator.people.sheets import Sheet

PersonRole = Literal["trainee", "trainer", "hr", "admin"]
UNIT_LEVELS = 4  # agency, bureau, division, team
_FIRST_YEAR = 1950
_CODE = re.compile(r"[0-9A-Za-z가-힣][0-9A-Za-z가-힣._-]{0,31}")
_RESIDENT_NUMBER = re.compile(r"\d{6}-?[1-8]\d{6}")  # the law forbids keeping it without need
_MOST_LETTERS = 100

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("code", "코드", "사번", "직원번호"),
    "unit": ("unit", "소속", "부서"),
    "position": ("position", "직급", "직위"),
    "hire_year": ("hireyear", "임용연도", "입사연도", "임용년도", "입사년도"),
    "role": ("role", "역할"),
    "name": ("name", "이름", "성명"),
}
NEEDED = ("code", "unit")
ROLE_WORDS: dict[str, PersonRole] = {
    "교육생": "trainee", "직원": "trainee", "강사": "trainer", "교관": "trainer", "인사": "hr", "인사담당": "hr",
    "관리자": "admin", **{role: role for role in get_args(PersonRole)},
}  # fmt: skip


class Fault(NamedTuple):
    """What is wrong in a row. line: in the file. column: of COLUMNS. told: key of a text. value: as it stands there."""

    line: int
    column: str
    told: str
    value: str = ""
    known: str = ""


class Member(NamedTuple):
    """One person of a roster. What the file does not tell is None, and stays as it is kept.

    unit: the names from the agency down; "" in the middle skips a level; one name alone may also be a unit's code.
    """

    line: int
    code: str
    unit: tuple[str, ...]
    position: str | None = None
    hire_year: int | None = None
    role: PersonRole | None = None
    name: str | None = None


class Roster(NamedTuple):
    """What a file tells: the sound rows, and the faults of the others."""

    members: list[Member]
    faults: list[Fault]


def understood(sheet: Sheet, this_year: int) -> Roster:
    """Return the roster of a sheet. this_year: nobody was hired later than the next one."""
    if not sheet.rows:
        return Roster([], [Fault(1, "code", "people.fault.empty")])
    (header_line, header), *rows = sheet.rows
    columns, faults = _columns(header_line, header)
    if faults:
        return Roster([], faults)
    members = []
    for line, cells in rows:
        member, wrong = _member(line, _by_name(columns, cells), this_year)
        faults += wrong
        members += [member] if member else []
    return Roster(members, sorted([*faults, *_twice(members)]))


def _columns(line: int, header: Sequence[str]) -> tuple[dict[str, int], list[Fault]]:
    """Return where each column stands; a column that is not known is left alone."""
    known = {alias: name for name, aliases in COLUMNS.items() for alias in aliases}
    found: dict[str, int] = {}
    faults = []
    for place, title in enumerate(header):
        name = known.get(re.sub(r"[\s_-]", "", title).casefold())
        if name and name in found:
            faults.append(Fault(line, name, "people.fault.column-twice", title))
        elif name:
            found[name] = place
    missing = [name for name in NEEDED if name not in found]
    faults += [Fault(line, name, "people.fault.column", known=", ".join(COLUMNS[name])) for name in missing]
    return found, faults


def _by_name(columns: dict[str, int], cells: Sequence[str]) -> dict[str, str]:
    return {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}


def _member(line: int, row: dict[str, str], this_year: int) -> tuple[Member | None, list[Fault]]:
    faults = [fault for fault in _faults(line, row, this_year) if fault]
    if faults:
        return None, faults
    year, role = row.get("hire_year"), row.get("role")
    member = Member(
        line,
        row["code"],
        unit_path(row["unit"]),
        row.get("position") or None,
        int(year) if year else None,
        ROLE_WORDS[role.casefold()] if role else None,
        row.get("name") or None,
    )
    return member, []


def unit_path(written: str) -> tuple[str, ...]:
    """Return the names of a unit's path as written, "기관/국/과/팀"."""
    return tuple(name.strip() for name in written.strip().strip("/").split("/"))


def _faults(line: int, row: dict[str, str], this_year: int) -> Iterator[Fault | None]:
    yield _code_fault(line, row["code"])
    yield _unit_fault(line, row["unit"])
    yield _year_fault(line, row.get("hire_year", ""), this_year)
    role = row.get("role", "")
    if role and role.casefold() not in ROLE_WORDS:
        yield Fault(line, "role", "people.fault.role", role, ", ".join(get_args(PersonRole)))
    for column in ("position", "name"):
        yield _words_fault(line, column, row.get(column, ""))


def _code_fault(line: int, code: str) -> Fault | None:
    if not code:
        return Fault(line, "code", "people.fault.missing")
    if _RESIDENT_NUMBER.fullmatch(code):
        return Fault(line, "code", "people.fault.resident-number")  # and never repeated
    return None if _CODE.fullmatch(code) else Fault(line, "code", "people.fault.code", code)


def _unit_fault(line: int, written: str) -> Fault | None:
    path = unit_path(written)
    if not all((path[0], path[-1])):
        return Fault(line, "unit", "people.fault.missing")
    if len(path) > UNIT_LEVELS:
        return Fault(line, "unit", "people.fault.deep", written)
    return _words_fault(line, "unit", written)


def _year_fault(line: int, year: str, this_year: int) -> Fault | None:
    if not year or (re.fullmatch(r"[0-9]{4}", year) and _FIRST_YEAR <= int(year) <= this_year + 1):
        return None
    return Fault(line, "hire_year", "people.fault.year", year)


def _words_fault(line: int, column: str, words: str) -> Fault | None:
    if _RESIDENT_NUMBER.search(words):
        return Fault(line, column, "people.fault.resident-number")
    sound = words.isprintable() and len(words) <= _MOST_LETTERS
    return None if sound else Fault(line, column, "people.fault.words", words)


def _twice(members: Iterable[Member]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for member in members:
        if member.code in first:
            yield Fault(member.line, "code", "people.fault.twice", member.code, str(first[member.code]))
        first.setdefault(member.code, member.line)
