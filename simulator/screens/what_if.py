"""What if: pick a turn, pick another answer, and see score and mood beside the old ones. Nothing of it is kept."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from dialogues.inputs import Act, Choose, Input, InputError
from dialogues.role_play import RolePlay
from dialogues.what_if import TurnPoint
from simulator import wording
from simulator.plain.changes import change_line
from simulator.plain.session import event_lines, option_words
from simulator.plain.what_if import score_line
from simulator.screens.page import PageScreen, turn_pages
from simulator.screens.palette import Entry, Palette
from simulator.texts import active_language, say
from simulator.what_if import Alternative
from simulator.widgets.curve import Curve


class WhatIfScreen(PageScreen):
    """A list of turns; after another answer the rest of the talk, and the comparison as far as it was played."""

    NAME = "what-if"
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"pick({number})", "key.choose", show=False) for number in range(1, 10)),
        Binding("enter", "pick_highlighted", "key.choose", key_display="Enter"),
        Binding("f2", "actions", "key.actions"),
        Binding("f5", "turns", "key.other-turn"),
        Binding("pagedown", "scroll_text(1)", "key.read-on", show=False, priority=True),
        Binding("pageup", "scroll_text(-1)", "key.read-back", show=False, priority=True),
    ]

    def __init__(self, alternative: Alternative) -> None:
        super().__init__()
        self._alternative = alternative
        self._point: TurnPoint | None = None
        self._play: RolePlay | None = None

    def body(self) -> Iterator[Widget]:
        """Yield the question, the comparison and the list to pick from."""
        yield Static("", id="question", classes="heading", markup=False)
        with VerticalScroll(id="report", can_focus=False):
            yield Static("", id="what-if-score", classes="note", markup=False)
            yield Vertical(id="what-if-curve")
            yield Static("", id="what-if-text", markup=False)
        yield OptionList(id="list")

    def on_mount(self) -> None:
        """Begin with the turns."""
        self._show_turns()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer actions and another turn only once a turn was picked."""
        if action in ("actions", "turns"):
            return self._point is not None
        return True

    # Picking

    @on(OptionList.OptionSelected, "#list")
    async def _selected(self, event: OptionList.OptionSelected) -> None:
        await self.action_pick(event.option_index + 1)

    def action_pick_highlighted(self) -> None:
        """Pick what is highlighted."""
        self.query_one("#list", OptionList).action_select()

    async def action_pick(self, number: int) -> None:
        """Pick a turn, then another answer, then go on."""
        if self._point is None:
            if number <= len(self._alternative.what_if.points):
                self._show_point(self._alternative.what_if.points[number - 1])
            return
        moves = self._point.options if self._play is None else tuple(self._play.options())
        if number <= len(moves):
            await self._take(Choose(moves[number - 1].name))

    def action_actions(self) -> None:
        """Offer the actions that can be taken at any time."""
        if self._point is None or (self._play is not None and self._play.over):
            return
        steps, language = self.workplace.manual.steps, active_language()
        moves = self._point.actions if self._play is None else self._play.actions()
        entries = [Entry(move.name, steps[move.name].name.in_language(language), "") for move in moves]

        async def take(step: str | None) -> None:
            if step:
                await self._take(Act(step))

        self.app.push_screen(Palette(say("actions.title"), entries), take)

    def action_turns(self) -> None:
        """Pick another turn."""
        self._point = self._play = None
        self._show_turns()

    def action_scroll_text(self, pages: int) -> None:
        """Turn the pages of the comparison."""
        turn_pages(self.query_one("#report"), pages)

    async def _take(self, given: Input) -> None:
        assert self._point is not None
        try:
            if self._play is None:
                self._play = self._alternative.instead(self._point.turn, given).play
            else:
                self._play.take(given)
        except InputError as error:
            self.notify(say(f"input.{error.code}", name=error.name))
            return
        await self._show_run(self._play)

    # What is shown

    def _show_turns(self) -> None:
        realistic = self.workplace.settings.realistic
        events = self._alternative.what_if.talk().trace().events
        words = {
            event.turn: wording.spoken(event.words, realistic) for event in events if event.kind in ("said", "did")
        }
        self._ask(
            say("what-if.which-turn"),
            [
                say("what-if.turn", turn=point.turn, words=words.get(point.turn, "..."))
                for point in self._alternative.what_if.points
            ],
        )
        self.query_one("#report").display = False

    def _show_point(self, point: TurnPoint) -> None:
        self._point = point
        realistic = self.workplace.settings.realistic
        self._ask(say("what-if.instead", turn=point.turn), [option_words(move, realistic) for move in point.options])
        self.refresh_bindings()

    async def _show_run(self, play: RolePlay) -> None:
        """Show what was said since the changed turn, and the comparison once the talk is over."""
        assert self._point is not None
        turn, realistic = self._point.turn, self.workplace.settings.realistic
        lines = list(event_lines((e for e in play.trace().events if e.turn >= turn), realistic))
        curve, score = self.query_one("#what-if-curve"), self.query_one("#what-if-score", Static)
        await curve.remove_children()
        score.display = play.over
        if play.over:
            compared = self._alternative.compared(play)
            score.update(score_line(compared))
            lines = [*(f"- {change_line(change, self.workplace.manual)}" for change in compared.changes), "", *lines]
            await curve.mount(Curve(compared.curve_after, frozenset({turn}), compared.curve_before))
        self.query_one("#what-if-text", Static).update("\n".join(lines))
        report = self.query_one("#report")
        report.display = True
        question = say("what-if.ended" if play.over else "what-if.open-short")
        self._ask(question, [option_words(move, realistic) for move in play.options()])
        self.query_one("#list").display = not play.over
        self.call_after_refresh(report.scroll_home if play.over else report.scroll_end, animate=False)

    def _ask(self, question: str, answers: list[str]) -> None:
        self.query_one("#question", Static).update(question)
        listed = self.query_one("#list", OptionList)
        listed.clear_options()
        listed.add_options([Option(f"{number}  {words}") for number, words in enumerate(answers, start=1)])
        listed.highlighted = 0 if answers else None
