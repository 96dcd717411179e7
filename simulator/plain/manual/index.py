"""Everything the manual holds, by id, code and name: the index, finding, and the page of each thing."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from scoring.manual.manual import Manual, split_level
from simulator.plain.manual import agency, facts
from simulator.plain.manual.ladders import ladder_lines
from simulator.plain.manual.laws import law_lines
from simulator.searching import found_by
from simulator.texts import active_language, say


class Entry(NamedTuple):
    """One thing of the manual: its table and id, its name, the name of the part it belongs to, and its code."""

    table: str
    name: str
    label: str
    part: str
    code: str = ""

    @property
    def short_code(self) -> str:
        """Return the number alone: A10 of A10_WARN."""
        return self.code.partition("_")[0]

    @property
    def title(self) -> str:
        """Return the name, with the number where it has one."""
        return f"{self.label} ({self.short_code})" if self.code else self.label

    @property
    def searched(self) -> str:
        """Return everything it is found by."""
        return f"{self.name} {self.label} {self.part} {self.code}"

    def is_called(self, wanted: str) -> bool:
        """Return whether it has this id or code, whatever the case."""
        return wanted.lower() in {self.name.lower(), self.code.lower(), self.short_code.lower()} - {""}


def index_lines(manual: Manual) -> Iterator[str]:
    """Return what the manual holds, by id and name."""
    part = ""
    yield say("manual.caution")
    for entry in entries(manual):
        if entry.part != part:
            part = entry.part
            yield ""
            yield part
        yield f"  {entry.name:28} {entry.title}"


def page_lines(manual: Manual, name: str) -> list[str]:
    """Return the page of an id or code; of each, where several share it; nothing when unknown."""
    bare = split_level(name)[0]
    lines: list[str] = []
    for entry in entries(manual):
        if entry.is_called(bare):
            lines += [*([""] if lines else []), *entry_lines(manual, entry)]
    return lines


def entry_lines(manual: Manual, entry: Entry) -> Iterator[str]:
    """Return the page of one thing."""
    return _PAGES[entry.table](manual, entry.name)


def entries(manual: Manual) -> list[Entry]:
    """Return everything the manual holds."""
    language = active_language()
    return [
        Entry(table, name, _name(fact, language), say(f"manual.{table}"), getattr(fact, "code", ""))
        for table in TABLES
        for name, fact in getattr(manual, table).items()
    ]


def found_lines(manual: Manual, words: str) -> list[str]:
    """Return the ids and names that hold some words or a code, or the initial consonants of them (ㅈㄷㅇㅊ)."""
    return [f"{entry.name:28} {entry.title}" for entry in entries(manual) if found_by(words, entry.searched)]


def _name(fact: object, language: str) -> str:
    text = getattr(fact, "name", None) or fact.title  # type: ignore[attr-defined]
    return str(text.in_language(language))


_PAGES: dict[str, Callable[[Manual, str], Iterator[str]]] = {
    "ladders": ladder_lines,
    "steps": facts.step_lines,
    "faults": facts.fault_lines,
    "acts": facts.act_lines,
    "conducts": facts.conduct_lines,
    "laws": law_lines,
    "policies": agency.policy_lines,
    "after": agency.after_lines,
    "standards": agency.standard_lines,
    "hard_rules": agency.hard_rule_lines,
}
TABLES = tuple(_PAGES)
