"""A survey, one question at a time: a number answers and goes on, the last page saves."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from simulator.problems import UserProblem
from simulator.records.model import SurveyAnswer
from simulator.screens.page import PageScreen
from simulator.surveys.forms import AFTER_RUN, LONGEST_COMMENT, answer_to, load_form
from simulator.terminal_fixes import KoreanInput
from simulator.texts import active_language, say


class SurveyScreen(PageScreen):
    """Asks the items of one form; Escape skips it all and keeps nothing."""

    NAME = "survey"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"value({number})", "key.choose", show=False) for number in range(1, 10)),
        Binding("f8", "save", "key.save"),
        Binding("escape", "back", "key.skip"),
    ]

    def __init__(self, pairing_key: str) -> None:
        super().__init__()
        self._pairing_key = pairing_key
        self._form = load_form(AFTER_RUN)
        self._answers: dict[str, SurveyAnswer] = {}
        self._at = 0

    def body(self) -> Iterator[Widget]:
        """Yield the question, the scale and the comment line."""
        yield Static(self._form.note.in_language(active_language()), classes="quiet", markup=False)
        yield Static("", id="question", classes="heading", markup=False)
        yield OptionList(id="options")
        yield KoreanInput(id="comment", max_length=LONGEST_COMMENT, select_on_focus=False)

    def on_mount(self) -> None:
        """Ask the first question."""
        self._ask()

    def _ask(self) -> None:
        item, language = self._form.items[self._at], active_language()
        number = say("survey.question", number=self._at + 1, all=len(self._form.items))
        self.query_one("#question", Static).update(f"{number} {item.text.in_language(language)}")
        scale, comment = self.query_one("#options", OptionList), self.query_one("#comment", Input)
        scale.display, comment.display = item.kind == "scale", item.kind == "comment"
        if item.kind == "comment":
            comment.focus()
            return
        scale.clear_options()
        ends = {1: self._form.scale.low, self._form.scale.points: self._form.scale.high}
        for point in range(1, self._form.scale.points + 1):
            word = ends[point].in_language(language) if point in ends else ""
            scale.add_option(Option(f"{point}  {word}", id=str(point)))
        scale.highlighted = self._form.scale.points // 2
        scale.focus()

    @on(OptionList.OptionSelected, "#options")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._answer(event.option.id or "")

    @on(Input.Submitted, "#comment")
    def _commented(self, event: Input.Submitted) -> None:
        self._answer(event.value)

    def action_value(self, number: int) -> None:
        """Answer by number."""
        if self._form.items[self._at].kind == "scale":
            self._answer(str(number))

    def _answer(self, given: str) -> None:
        item = self._form.items[self._at]
        answer = answer_to(item, self._form, given)
        if answer is None:
            return
        self._answers[item.id] = answer
        if self._at + 1 < len(self._form.items):
            self._at += 1
            self._ask()
        else:
            self.action_save()

    def action_save(self) -> None:
        """Keep what was answered so far and go back."""
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        try:
            self.workplace.records.answer(
                self._pairing_key, self._form.form, self._form.version, list(self._answers.values()), at
            )
        except UserProblem as problem:
            self.minwon.tell(problem)
            return
        self.app.pop_screen()
        self.app.notify(say("survey.saved"))
