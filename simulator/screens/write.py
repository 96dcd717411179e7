"""Writing a scenario: source, run, problems, graph and ladders side by side; on narrow terminals one at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import OptionList, Static

from dialogues.bench.live_run import Reloaded
from dialogues.translation import table_path
from simulator.screens import write_words
from simulator.screens.page import WIDE, PageScreen
from simulator.screens.palette import Palette
from simulator.screens.write_keeping import Keeping, Then
from simulator.screens.write_looking import Looking
from simulator.screens.write_panes import KEYS, PANES, ListPane, pane_title, panes
from simulator.screens.write_run import Running
from simulator.texts import say
from simulator.widgets.key_bar import KeyBar
from simulator.widgets.pane_tabs import PaneTabs, Tab
from simulator.widgets.source_editor import SourceEditor
from simulator.widgets.title_bar import TitleBar
from simulator.writing import Looked, Writing

_BESIDE_TEXT = 4  # cells of padding and scroll bar beside the lines of a pane


class WriteScreen(PageScreen):
    """One scenario being written. What is typed is looked at after a pause; what is saved comes under the run."""

    NAME = "write"
    AUTO_FOCUS = "#source"
    LOOK_EVERY = 1.0  # seconds between looks at the file, and at most that much typed is lost in a crash
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "key.save", key_display="Ctrl+S", priority=True),
        *(
            Binding(key.lower(), f"pane('{name}')", f"key.to-{name}", show=False, priority=True)
            for name, key in KEYS.items()
        ),
        Binding("f7", "verb('jump')", "key.jump", priority=True),
        Binding("f8", "play_here", "key.play-here", priority=True),
        Binding("f9", "to_state", "key.to-state", priority=True),
        Binding("ctrl+f", "find", "key.search", key_display="Ctrl+F", priority=True),
        Binding("ctrl+r", "verb('restart')", "key.restart", show=False, key_display="Ctrl+R", priority=True),
        Binding("escape", "back", "key.back", show=False),
    ]

    def __init__(self, writing: Writing) -> None:
        super().__init__()
        self.writing = writing
        self.keeping = Keeping(self)
        self._live = Running(self)
        self._looking = Looking(self)
        self._pane = "play"  # the one that is open; on wide terminals it stands beside the source

    # Layout

    def compose(self) -> ComposeResult:
        """Lay out title, tabs, source and panes, what is to be said, and keys."""
        yield TitleBar("")
        yield PaneTabs(markup=False)
        yield from self.body()
        yield KeyBar()

    def body(self) -> Iterator[Widget]:
        """Yield the source, the panes and the lines below them."""
        with Horizontal(id="write-stage"):
            yield SourceEditor(self.writing.text, "source")
            with Vertical(id="panes"):
                yield from panes(self.workplace.settings.realistic)
        yield Static("", id="write-here", classes="note", markup=False)
        yield Static("", id="write-news", classes="text", markup=False)

    @property
    def editor(self) -> SourceEditor:
        """Return the source."""
        return self.query_one(SourceEditor)

    async def on_mount(self) -> None:
        """Show everything, and ask what has to be asked before writing."""
        self._open("source")
        self.say_news("")
        await self._live.show_from_start()
        self.show_all()
        self.set_interval(self.LOOK_EVERY, self.keeping.look_around)
        self._looking.deeper_soon()
        if self.writing.file.read_only:
            self.editor.read_only = True
            self.keeping.offer_copy()
        else:
            self.keeping.offer_unsaved()

    def on_resize(self) -> None:
        """Fit everything to the width."""
        self.show_graph()
        self._show_here()

    # Panes

    def action_pane(self, name: str) -> None:
        """Open a pane and go to it."""
        self._open(name)
        pane = self.query_one(f"#{name}")
        (pane if pane.can_focus else pane.query_one(OptionList)).focus()

    def _open(self, name: str) -> None:
        self.set_class(name == "source", "-at-source")
        if name != "source":
            self._pane = name
        for pane in PANES[1:]:
            self.query_one(f"#{pane}").display = pane == self._pane
        self.show_graph()
        self._show_tabs()

    @property
    def at_source(self) -> bool:
        """Return whether the source has the keyboard."""
        return self.has_class("-at-source")

    def on_descendant_focus(self) -> None:
        """Follow the keyboard, also where Tab took it."""
        at_source = self.focused is self.editor
        if at_source != self.at_source:
            self.set_class(at_source, "-at-source")
            self._show_tabs()

    # What is shown

    def show_all(self) -> None:
        """Show everything that may have changed."""
        self._show_title()
        self._show_problems()
        self._live.show_place()

    def show_text(self, text: str) -> None:
        """Put another text into the source."""
        self.editor.put(text)
        self.writing.text = text

    def say_news(self, sentence: str) -> None:
        """Say what has just happened, until something else has."""
        news = self.query_one("#write-news", Static)
        news.update(sentence)
        news.display = bool(sentence)

    def show_saved(self, sentence: str, found: Reloaded | None) -> None:
        """Show that the text is in the file, and what became of the run."""
        self._looking.deeper_soon()
        self.run_worker(self._live.show_reloaded(sentence, found), group="reload", exit_on_error=False)

    def show_looked(self, looked: Looked) -> None:
        """Show what came of looking at a text, unless more was typed meanwhile."""
        if not self.is_attached or looked.text != self.writing.text:
            return
        if (found := self.writing.see(looked)) is not None:  # typed back to what the file holds
            self.show_saved("", found)
        self._show_problems()

    def show_proved(self, proved: Looked) -> None:
        """Show what came of playing the whole scenario through."""
        if self.is_attached:
            self.writing.know(proved)
            self._show_problems()

    def show_graph(self) -> None:
        """Show the graph with the state in play; while nobody sees it, it is not drawn."""
        if self._pane != "graph":
            return
        width = self.app.size.width
        cells = (width // 2 if width >= WIDE else width) - _BESIDE_TEXT
        heading, lines = write_words.graph_list(self.writing, self.workplace.settings.realistic, cells)
        self.query_one("#graph", ListPane).show(heading, lines, self.writing.play.state if self.writing.run else "")

    def _show_title(self) -> None:
        self.query_one(TitleBar).show_title(write_words.title_of(self.writing))

    def _show_tabs(self) -> None:
        opened, problems = "source" if self.at_source else self._pane, len(self.writing.reports)
        tabs = [Tab(key, pane_title(name, problems), name == opened) for name, key in KEYS.items()]
        self.query_one(PaneTabs).show_tabs(tabs)
        self._show_here()

    def _show_problems(self) -> None:
        self.query_one("#problems", ListPane).show(*write_words.problem_list(self.writing))
        self.editor.show_marks(write_words.marks_of(self.writing))
        self._show_tabs()
        self._live.show_note()

    @on(SourceEditor.SelectionChanged)
    def _show_here(self) -> None:
        """Say what is wrong in the line of the cursor, while the line is in sight."""
        own, line = str(self.writing.file.path), self.editor.line
        here = next((found for found in self.writing.reports if (found.file, found.line) == (own, line)), None)
        shown = self.query_one("#write-here", Static)
        shown.update(f"{here.code} {here.sentence} {here.mend}" if here else "")
        shown.display = here is not None and (self.at_source or self.app.size.width >= WIDE)

    # Writing

    @on(SourceEditor.Changed)
    def _typed(self, event: SourceEditor.Changed) -> None:
        was_unsaved, self.writing.text = self.writing.unsaved, event.text_area.text
        if was_unsaved != self.writing.unsaved:
            self._show_title()
            self._live.show_note()
        self._looking.soon()

    def action_save(self) -> None:
        """Save, and bring the text under the run."""
        self.keeping.save()

    def action_find(self) -> None:
        """Find a line by words or initial consonants."""
        finder = Palette(say("write.find"), write_words.line_entries(self.editor.text))
        self.app.push_screen(finder, lambda line: self.go_to(int(line)) if line else None)

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor at a place of the source and go there."""
        self.action_pane("source")
        self.editor.go_to(line, column)

    @on(ListPane.Picked)
    def _picked(self, event: ListPane.Picked) -> None:
        if event.pane.id == "graph":
            self._go_to_state(event.place)
        elif event.place == write_words.IN_TABLE:
            self.say_news(say("write.in-table", file=table_path(self.writing.file.path, "en").name))
        else:
            line, _, column = event.place.partition(":")
            self.go_to(int(line), int(column))

    # The run

    def action_to_state(self) -> None:
        """Put the cursor at the state in play."""
        if self.writing.run is not None:
            self._go_to_state(self.writing.play.state)

    def _go_to_state(self, name: str) -> None:
        line = self.writing.places().line_of(name)
        if line is None:
            self.say_news(say("write.no-such-line", name=name))
        else:
            self.go_to(line)

    def action_play_here(self) -> None:
        """Begin a run at the state under the cursor."""
        state = self.writing.places().state_at(self.editor.line)
        if state:
            self._live.jump_to(state)
        else:
            self.say_news(say("write.no-state-here"))

    async def action_choose(self, number: int) -> None:
        """Take the option of a number."""
        await self._live.choose(number)

    async def action_verb(self, verb: str) -> None:
        """Do what the run offers besides its options: actions, wait, undo, restart, jump."""
        await self._live.do(verb)

    @on(OptionList.OptionSelected, "#play-options")
    async def _option_selected(self, event: OptionList.OptionSelected) -> None:
        await self._live.pick(event.option.id or "")

    # Leaving

    @property
    def holds_unsaved(self) -> bool:
        """Return whether text would be lost by leaving, the last key included: its message may still be under way."""
        self.writing.text = self.editor.text
        return self.writing.unsaved

    def ask_before_leaving(self, then: Then) -> None:
        """Ask what is to become of unsaved text first."""
        self.keeping.ask_before_leaving(then)

    def action_back(self) -> None:
        """Go from a pane to the source, from the source out."""
        if not self.at_source:
            self.action_pane("source")
        elif self.holds_unsaved:
            self.ask_before_leaving(super().action_back)
        else:
            self.keeping.ask_to_leave(super().action_back)

    def open_instead(self, path: Path) -> None:
        """Write in another file instead. Raises UserProblem."""
        screen = WriteScreen(Writing.open(self.workplace, str(path)))
        self.app.switch_screen(screen)
        screen.call_after_refresh(screen.say_news, say("write.copy-opened", file=path))
