"""Saving, leaving and what can go wrong with the file: every question here has an answer that loses nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dialogues.bench.live_run import Reloaded
from simulator import places
from simulator.own_copy import copy_to_own_folder
from simulator.problems import UserProblem
from simulator.screens.dialogs import ChoiceDialog
from simulator.screens.write_dialogs import LineDialog
from simulator.source_file import ChangedBeneathError
from simulator.texts import count, say

if TYPE_CHECKING:
    from simulator.screens.write import WriteScreen

Then = Callable[[], object]
_TIME = "%m-%d %H:%M"


def nothing_more() -> None:
    """Do nothing afterwards."""


class Keeping:
    """What the writing screen does about its file."""

    def __init__(self, screen: "WriteScreen") -> None:
        self._screen = screen
        self._writing = screen.writing
        self._said = ""
        self._leaving = False

    def save(self, then: Then = nothing_more) -> None:
        """Save, and do something once it is saved."""
        if self._writing.file.read_only:
            self.offer_copy()
            return
        self._writing.text = self._screen.editor.text  # the message of the last key may still be under way
        try:
            found = self._writing.save()
        except ChangedBeneathError:
            self._offer_both(then)
        except UserProblem as problem:
            self._offer_again(problem, then)
        else:
            self.saved(found)
            then()

    def saved(self, found: Reloaded | None, how: str = "") -> None:
        """Say what became of a text that the file holds now. how: what to say before it."""
        writing = self._writing
        words = [how or say("write.saved")]
        if writing.errors:
            words.append(count("write.saved-broken" if writing.run else "write.saved-no-run", writing.errors))
        self._screen.show_saved(" ".join(words), found)

    # Another editor

    def look_around(self) -> None:
        """Do what has to be done again and again: keep what is unsaved, and look at the file."""
        self.keep_unsaved()
        if self._screen.app.screen is self._screen:  # a question that is open is about the file as it was
            self.look_at_disk()

    def look_at_disk(self) -> None:
        """Take over what another editor has saved where nothing is unsaved here; else say it once."""
        file = self._writing.file
        match file.look():
            case "changed" if self._screen.holds_unsaved:
                self._say_once(say("write.changed-elsewhere"))
            case "changed":
                self._read_again()
            case "gone":
                self._say_once(say("write.gone", file=file.path))
            case _:
                return

    def _read_again(self) -> None:
        try:
            self._writing.file.read_again()
        except UserProblem as problem:
            self._say_once(problem.sentence)
            return
        self._said = ""
        found = self._writing.saved()
        self._screen.show_text(self._writing.text)
        self.saved(found, say("write.read-again"))

    def _say_once(self, sentence: str) -> None:
        if sentence != self._said:
            self._said = sentence
            self._screen.say_news(sentence)

    def _offer_both(self, then: Then) -> None:
        """Offer to take one of two texts, when another editor changed the file: the other one stays in a file."""

        def answered(name: str | None) -> None:
            try:
                if name == "mine":
                    other = self._writing.file.save_keeping_other(self._writing.text)
                    self.saved(self._writing.saved(), say("write.kept-other", file=other))
                elif name == "theirs":
                    mine = self._writing.file.keep_beside(self._writing.text)
                    found = self._writing.saved()
                    self._screen.show_text(self._writing.text)
                    self.saved(found, say("write.kept-mine", file=mine))
                else:
                    return
            except UserProblem as problem:
                self._offer_again(problem, then)
                return
            self._said = ""
            then()

        answers = {name: say(f"write.both-{name}") for name in ("mine", "theirs", "later")}
        self._ask(say("write.both", file=self._writing.file.path.name), answers, answered)

    # A file that cannot be written

    def _offer_again(self, problem: UserProblem, then: Then) -> None:
        def answered(name: str | None) -> None:
            if name == "again":
                self.save(then)
            elif name == "elsewhere":
                self._save_elsewhere()

        answers = {name: say(f"write.failed-{name}") for name in ("again", "elsewhere", "later")}
        kept = say("write.recovery", file=self._writing.recovery.file) if self.keep_unsaved() else ""
        self._ask("\n\n".join(filter(None, (problem.sentence, kept, say("write.failed")))), answers, answered)

    def _save_elsewhere(self) -> None:
        def named(name: str | None) -> None:
            if not name:
                return
            path = Path(name).expanduser()
            try:
                self._writing.file.write_copy(path, self._writing.text)
            except UserProblem as problem:
                self._screen.minwon.tell(problem)
            else:
                self._screen.say_news(say("write.copied", file=path))

        suggested = places.own_scenarios_folder() / self._writing.file.path.name
        self._screen.app.push_screen(LineDialog(say("write.where-to"), str(suggested)), named)

    def keep_unsaved(self) -> bool:
        """Keep what is not saved where a crash does not reach it; tell whether there is such a copy."""
        if not self._screen.holds_unsaved:
            if self._writing.recovery.is_mine:  # that of an earlier session is still to be offered
                self._writing.recovery.forget()
            return False
        try:
            self._writing.recovery.keep(self._writing.text)
        except OSError:
            self._say_once(say("write.no-recovery"))
            return False
        return True

    def offer_unsaved(self) -> None:
        """Offer what an earlier session wrote and did not save."""
        kept = self._writing.left_unsaved()
        if kept is None:
            return

        def answered(name: str | None) -> None:
            if name == "file":
                self._writing.recovery.forget()
            else:  # also after Escape: taking it over can be undone, throwing it away cannot
                self._screen.show_text(kept.text)
                self._screen.say_news(say("write.taken-up"))

        answers = {name: say(f"write.left-{name}") for name in ("unsaved", "file")}
        when = kept.when.strftime(_TIME)
        self._ask(say("write.left", file=self._writing.file.path.name, when=when), answers, answered)

    def offer_copy(self) -> None:
        """Offer to write in a copy of a file that is not the author's to change."""

        def answered(name: str | None) -> None:
            if name == "copy":
                self._copy()

        answers = {name: say(f"write.read-only-{name}") for name in ("copy", "read")}
        folder = places.own_scenarios_folder()
        self._ask(say("write.read-only", file=self._writing.file.path.name, folder=folder), answers, answered)

    def _copy(self) -> None:
        listing = self._screen.workplace.library.listing()
        taken = {item.card.scenario if item.card else item.path.stem for item in listing}
        try:
            copy = copy_to_own_folder(self._writing.file.path, taken)
            self._screen.open_instead(copy)
        except UserProblem as problem:
            self._screen.minwon.tell(problem)

    # Leaving

    def ask_before_leaving(self, then: Then) -> None:
        """Ask what is to become of unsaved text, and do something unless the author stays."""
        if self._leaving:  # the question is open already
            return
        self._leaving = True

        def answered(name: str | None) -> None:
            self._leaving = False
            if name == "save":
                self.save(then)
            elif name == "throw":
                self._writing.recovery.forget()
                self._writing.text = self._writing.file.text
                then()

        answers = {name: say(f"write.leave-{name}") for name in ("save", "throw", "stay")}
        self._ask(say("write.leave", file=self._writing.file.path.name), answers, answered)

    def ask_to_leave(self, then: Then) -> None:
        """Ask whether to leave, with nothing unsaved: one Escape too many ends nothing."""

        def answered(name: str | None) -> None:
            if name == "leave":
                then()

        answers = {"stay": say("write.leave-stay"), "leave": say("write.leave-leave")}
        self._ask(say("write.leave-question"), answers, answered)

    def _ask(self, text: str, answers: dict[str, str], answered: Callable[[str | None], None]) -> None:
        self._screen.app.push_screen(ChoiceDialog(text, answers), answered)
