"""Where the run stands on its ladder: every rung with a word for its state, the next one marked."""

from rich.text import Text
from textual.widgets import Static

from scoring.manual.manual import Manual
from scoring.standing import Standing
from simulator.texts import active_language, say

_SIGNS = {"done": "O", "next": ">", "ahead": ".", "passed": "-"}
_STYLES = {"done": "dim", "next": "bold reverse", "ahead": "", "passed": "dim"}


class LadderView(Static):
    """The whole ladder, one rung a line."""

    DEFAULT_CSS = """
    LadderView { padding: 0 1; background: $surface; width: 34; height: 1fr; }
    """

    def show_standing(self, name: str, rungs: tuple[Standing, ...], manual: Manual) -> None:
        """Show where the run stands."""
        self.update(ladder_text(name, rungs, manual))


class LadderLine(Static):
    """The next rung in one line, for narrow terminals."""

    DEFAULT_CSS = """
    LadderLine { height: 1; padding: 0 1; background: $surface; color: $secondary; }
    """

    def show_standing(self, name: str, rungs: tuple[Standing, ...], manual: Manual) -> None:
        """Show the next rung."""
        done = sum(rung.state == "done" for rung in rungs)
        following = next((rung for rung in rungs if rung.state == "next"), None)
        text = rung_text(following, manual) if following else say("ladder.none")
        self.update(Text(say("ladder.line", name=name, next=text, done=done, all=len(rungs)), no_wrap=True))


def ladder_text(name: str, rungs: tuple[Standing, ...], manual: Manual) -> Text:
    """Return a whole ladder, one rung a line."""
    view = Text()
    view.append(f"{name}\n", style="bold")
    view.append(f"{say('ladder.legend')}\n\n", style="dim")
    for rung in rungs:
        view.append(f"{_SIGNS[rung.state]} {rung_text(rung, manual)}\n", style=_STYLES[rung.state])
    return view


def rung_text(rung: Standing, manual: Manual) -> str:
    """Return a rung's name and need."""
    name = manual.steps[rung.rung.step].name.in_language(active_language())
    return f"{name} ({say(f'need.{rung.rung.need}')})"
