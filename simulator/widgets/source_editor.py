"""The source of a scenario as it is written: line numbers, keys and comments told apart, and marks at wrong lines."""

import re
from collections.abc import Mapping
from typing import ClassVar

from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.geometry import Offset
from textual.strip import Strip

from simulator.terminal_fixes import KoreanTextArea

ERROR_MARK, WARNING_MARK = "!", "?"
_KEY = re.compile(r"(?:(?<=^)|(?<=[\s{,]))[A-Za-z0-9_-]+:(?=\s|$)")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
_UNSEEN = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_INDENT = re.compile(r"[ ]*(?:- )?")


class SourceEditor(KoreanTextArea):
    """Edits YAML. Tab and Enter keep the indentation; `show_marks` puts a sign before wrong lines."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"source--key", "source--comment", "source--unseen", "source--mark"}
    DEFAULT_CSS = """
    SourceEditor { height: 1fr; padding: 0; background: $background; }
    SourceEditor:focus { background: $background; }
    SourceEditor > .source--key { color: $primary; }
    SourceEditor > .source--comment { color: $secondary; text-style: italic; }
    SourceEditor > .source--unseen { text-style: reverse; }
    SourceEditor > .source--mark { color: $error; text-style: bold reverse; }
    SourceEditor > .text-area--gutter { color: $secondary; background: $surface; }
    SourceEditor > .text-area--cursor-gutter { color: $foreground; background: $panel; text-style: bold; }
    SourceEditor > .text-area--cursor-line { background: $surface; }
    """

    def __init__(self, text: str, name: str) -> None:
        """Hold a text; name: the widget's id."""
        super().__init__(text)
        self.id = name
        self.set_reactive(SourceEditor.show_line_numbers, True)
        self.tab_behavior = "indent"
        self.indent_width = 2
        self._marks: Mapping[int, str] = {}

    @property
    def line(self) -> int:
        """Return the line of the cursor, counted from 1."""
        return self.cursor_location[0] + 1

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor at a place (counted from 1), in the middle of what is seen."""
        row = min(max(line, 1), self.document.line_count) - 1
        column = min(max(column, 1) - 1, len(self.document.get_line(row)))
        self.move_cursor((row, column), center=True)

    def show_marks(self, marks: Mapping[int, str]) -> None:
        """Put signs before lines: line (counted from 1) -> one of the marks of this module."""
        if marks != self._marks:
            self._marks = dict(marks)
            self.refresh()

    def put(self, text: str) -> None:
        """Make this the text by changing only what differs, so that the cursor and what can be undone stay."""
        old = self.text
        if text == old:
            return
        start = _same_at_start(old, text)
        same = _same_at_start(old[start:][::-1], text[start:][::-1])
        end = len(old) - same
        new = text[start : len(text) - same]
        self.replace(new, _location(old, start), _location(old, end), maintain_selection_offset=True)

    async def _on_key(self, event: events.Key) -> None:
        """Let a new line begin below the one before, and Escape leave; Textual then goes on to its own handler."""
        if event.key == "escape":
            event.prevent_default()
        elif event.key == "enter" and not self.read_only:
            event.stop()
            event.prevent_default()
            row, column = min(self.selection)
            found = _INDENT.match(self.document.get_line(row)[:column])
            self._replace_via_keyboard("\n" + " " * len(found[0] if found else ""), *self.selection)

    def get_line(self, line_index: int) -> Text:
        """Return a line with its looks. What a terminal would obey, or would not show, is shown as a sign."""
        words = self.document.get_line(line_index)
        line = Text(_UNSEEN.sub("?", words), end="", no_wrap=True)
        for pattern, style in ((_KEY, "source--key"), (_UNSEEN, "source--unseen")):
            for found in pattern.finditer(words):
                line.stylize(self.get_component_rich_style(style, partial=True), *found.span())
        comment = _COMMENT.search(words)
        if comment and words.count('"', 0, comment.start()) % 2 == 0:
            line.stylize(self.get_component_rich_style("source--comment", partial=True), *comment.span())
        return line

    def render_line(self, y: int) -> Strip:
        """Draw a line, with its sign between number and text."""
        strip = super().render_line(y)
        mark = self._mark_of(y)
        if not mark:
            return strip
        at = self.gutter_width - 2
        sign = Strip([Segment(mark, self.get_component_rich_style("source--mark", partial=True))])
        return Strip.join([strip.crop(0, at), sign, strip.crop(at + 1)])

    def _mark_of(self, y: int) -> str:
        """Return the sign of a row on the screen; only the first row of a wrapped line has one."""
        row = y + self.scroll_offset.y
        if not self._marks or row >= self.wrapped_document.height:
            return ""
        line, column = self.wrapped_document.offset_to_location(Offset(0, row))
        return self._marks.get(line + 1, "") if column == 0 else ""


def _same_at_start(one: str, other: str) -> int:
    """Return how many letters two texts share at their beginning."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def _location(text: str, at: int) -> tuple[int, int]:
    """Return the row and column of a place in a text, counted from 0."""
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)
