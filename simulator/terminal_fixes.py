"""The traps of Textual and of Korean terminals, handled in one place, with tests that fail when the pin moves.

Much here uses private parts of Textual 8.2.8; the facts behind it: docs/decisions/0004-korean-terminals.md.
"""

from functools import lru_cache
from typing import Any, ClassVar

from textual import events
from textual._styles_cache import StylesCache
from textual.app import App
from textual.binding import BindingType
from textual.geometry import Offset
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widgets import Input, TextArea

from simulator.wording import nfc

TEXTUAL_VERSION = "8.2.8"


class PlainScrollBarRender(ScrollBarRender):
    """Scroll bars without block glyphs, which Korean terminals may draw two cells wide."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


def settle_textual() -> None:
    """Apply what has to be in place before the first app is made; doing it twice changes nothing."""
    ScrollBar.renderer = PlainScrollBarRender
    inner_outer: Any = StylesCache.get_inner_outer
    if not hasattr(inner_outer, "cache_parameters") or inner_outer.cache_parameters()["maxsize"] != _BOUND:
        # textual#6665: the shipped cache keeps every removed widget's styles alive
        cached: Any = lru_cache(_BOUND)(inner_outer.__wrapped__)
        StylesCache.get_inner_outer = classmethod(cached)  # type: ignore[method-assign, assignment]


_BOUND = 1024


def prune_watchers(owner: object) -> None:
    """Drop the watchers that removed widgets left on an object (textual#6666)."""
    for entries in getattr(owner, "__watchers", {}).values():
        entries[:] = [(node, callback) for node, callback in entries if not node._closing]


class KoreanApp(App[None], inherit_bindings=False):
    """An app in which Hangul is composed at the caret and arrives whole.

    The terminal draws a composing syllable at the hardware cursor. Textual's Input parks it one cell too far at
    the end of the text and on the wrong row before the first key, so the position is worked out here.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    _fallback_cursor = Offset(0, 0)

    @property
    def cursor_position(self) -> Offset:
        """Return where the terminal's cursor belongs: at the caret of the focused text widget."""
        widget = self.focused if self._running and self.screen_stack else None
        if isinstance(widget, Input):
            x, y, _, _ = widget.content_region
            return Offset(x + widget._position_to_cell(widget.cursor_position) - widget.scroll_offset.x, y)
        if isinstance(widget, TextArea):
            return widget.cursor_screen_offset
        return self._fallback_cursor

    @cursor_position.setter
    def cursor_position(self, value: Offset) -> None:
        self._fallback_cursor = value

    def prune_after_screen_changes(self) -> None:
        """Keep long classroom days from eating memory; call once when the app is mounted."""
        self.screen_change_signal.subscribe(self, lambda _: self.call_later(prune_watchers, self))


class KoreanInput(Input):
    """An input whose text is always composed (NFC): pastes from macOS come apart into jamo."""

    def _on_paste(self, event: events.Paste) -> None:
        """Compose the pasted text; Textual then goes on to Input's own handler, which inserts it."""
        event.text = nfc(event.text)

    def validate_value(self, value: str) -> str:
        """Compose whatever was set or typed."""
        return nfc(value)


class KoreanTextArea(TextArea):
    """A text area whose pastes are composed (NFC), and which Tab leaves."""

    DEFAULT_CSS = """
    KoreanTextArea { height: 6; border: none; padding: 0 1; background: $panel; }
    KoreanTextArea:focus { border: none; background: $surface; }
    """

    def __init__(self, text: str = "", *, name: str | None = None) -> None:
        super().__init__(text, name=name, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)

    async def _on_paste(self, event: events.Paste) -> None:
        """Compose the pasted text; Textual then goes on to TextArea's own handler, which inserts it."""
        event.text = nfc(event.text)
