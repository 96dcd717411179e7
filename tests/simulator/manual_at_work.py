"""Manuals for tests: the shipped one with a change, as an agency might make it; tables of its pages read back."""

import re

import msgspec

from scoring.manual.manual import Manual


def changed(manual: Manual, table: str, name: str, /, **fields: object) -> Manual:
    """Return the manual with one thing of one table changed."""
    facts = getattr(manual, table)
    return msgspec.structs.replace(manual, **{table: {**facts, name: msgspec.structs.replace(facts[name], **fields)}})


def tables(page: str) -> list[list[list[str]]]:
    """Return the tables of a page as rows of cells, the line under the head left out."""
    blocks = re.findall(r"(?:^\|.*\|$\n?)+", page, re.MULTILINE)
    return [[cells(line) for line in block.splitlines() if "| --- |" not in line] for block in blocks]


def cells(line: str) -> list[str]:
    """Return the cells of a row of a table."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]
