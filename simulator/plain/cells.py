"""Lines measured in the cells of a terminal, where a Korean letter takes two."""

from rich.cells import cell_len, set_cell_size

__all__ = ["cell_len", "cut", "padded", "wrapped"]
_CUT = "..."


def cut(text: str, cells: int) -> str:
    """Return text that takes at most so many cells, with dots where something was cut off."""
    return text if cell_len(text) <= cells else set_cell_size(text, cells - len(_CUT)).rstrip() + _CUT


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """Return text filled up with spaces, before it where it belongs to the right."""
    spaces = " " * (cells - cell_len(text))
    return spaces + text if right else text + spaces


def wrapped(text: str, cells: int, first: str = "", later: str = "") -> list[str]:
    """Return text in lines of at most so many cells, broken between words; longer words have a line of their own.

    first, later: what stands before the first line and before the others.
    """
    lines, row = [], first
    for word in text.split():
        longer = f"{row} {word}" if row.strip() else row + word
        if row.strip() and cell_len(longer) > cells:
            lines.append(row)
            longer = later + word
        row = longer
    return [*lines, row]
