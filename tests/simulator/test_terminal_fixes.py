"""The traps of Textual: these tests fail when the pin moves and a fix has to be looked at again."""

import gc
import weakref
from importlib.metadata import version

import pytest
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from simulator.terminal_fixes import (
    TEXTUAL_VERSION,
    KoreanApp,
    KoreanInput,
    PlainScrollBarRender,
    prune_watchers,
    settle_textual,
)
from simulator.themes import THEMES

settle_textual()


def test_fixes_were_made_for_the_pinned_textual() -> None:
    assert version("textual") == TEXTUAL_VERSION


class TwoFields(KoreanApp):
    CSS = "Input { border: none; height: 1; padding: 0; } TextArea { border: none; height: 3; padding: 0; }"

    def compose(self) -> ComposeResult:
        yield KoreanInput(id="line")
        yield TextArea("가나", id="area")


@pytest.mark.parametrize(
    ("keys", "cells"),
    [([], 0), (["가"], 2), (["가", "나"], 4), (["가", "나", "left"], 2), (["가", "a"], 3), (["가", "home"], 0)],
    ids=["empty", "one syllable", "two", "after left", "with latin", "home"],
)
async def test_the_terminal_cursor_stands_at_the_caret(keys: list[str], cells: int) -> None:
    app = TwoFields()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.cursor_position == Offset(cells, 0)


async def test_the_cursor_follows_into_a_text_area() -> None:
    app = TwoFields()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("tab", "right")
        await pilot.pause()
        area = app.query_one(TextArea)
        assert app.cursor_position == area.cursor_screen_offset


async def test_pasted_jamo_are_composed() -> None:
    import unicodedata

    from textual import events

    app = TwoFields()
    async with app.run_test(size=(40, 10)) as pilot:
        app.query_one(Input).post_message(events.Paste(unicodedata.normalize("NFD", "한글")))
        await pilot.pause()
        assert app.query_one(Input).value == "한글"


async def test_a_value_set_from_outside_is_composed() -> None:
    import unicodedata

    app = TwoFields()
    async with app.run_test(size=(40, 10)):
        app.query_one(Input).value = unicodedata.normalize("NFD", "녹음")
        assert app.query_one(Input).value == "녹음"


def test_scroll_bars_use_no_block_glyphs() -> None:
    assert set(PlainScrollBarRender.VERTICAL_BARS + PlainScrollBarRender.HORIZONTAL_BARS) == {" "}


class Visited(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Static("쪽")
        yield TextArea("글")


async def test_screens_that_were_left_are_let_go() -> None:
    """Without the two fixes a class-level cache and the app's watchers keep every visited screen alive."""

    class Visitor(KoreanApp):
        def on_mount(self) -> None:
            self.prune_after_screen_changes()

    app = Visitor()
    gone: list[weakref.ref[Screen[None]]] = []
    async with app.run_test(size=(40, 10)) as pilot:
        for _ in range(6):
            screen = Visited()
            gone.append(weakref.ref(screen))
            await app.push_screen(screen)
            await pilot.pause()
            app.pop_screen()
            del screen
            await pilot.pause()
        await pilot.pause()
        gc.collect()
        alive = sum(ref() is not None for ref in gone[:-2])
    assert alive == 0


def test_pruning_keeps_the_living() -> None:
    class Node:
        def __init__(self, closing: bool) -> None:
            self._closing = closing

    class Owner:
        pass

    owner, stays, goes = Owner(), Node(closing=False), Node(closing=True)
    setattr(owner, "__watchers", {"theme": [(stays, None), (goes, None)]})
    prune_watchers(owner)
    assert getattr(owner, "__watchers") == {"theme": [(stays, None)]}


def test_settling_twice_changes_nothing() -> None:
    from textual._styles_cache import StylesCache

    before = StylesCache.get_inner_outer
    settle_textual()
    assert StylesCache.get_inner_outer == before


def _contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


TEXT_COLOURS = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")
GROUNDS = ("background", "surface", "panel")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("colour", TEXT_COLOURS)
def test_every_text_colour_can_be_read(theme: object, ground: str, colour: str) -> None:
    assert _contrast(getattr(theme, colour), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_highlighted_line_can_be_read(theme: object) -> None:
    assert _contrast(getattr(theme, "background"), getattr(theme, "primary")) >= 4.5  # noqa: B009


def test_the_kitty_keyboard_protocol_is_off() -> None:
    import os

    from textual import constants

    assert os.environ["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    assert constants.DISABLE_KITTY_KEY
