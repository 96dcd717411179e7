"""A scenario being written: its file, its last sound version, what is wrong in it, and a run that lives on meanwhile.

Only text that is saved and sound comes under the run; whatever else is typed is looked at and said, no more. Nothing
of the run is recorded.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dialogues.bench.graph import Graph, graph_of
from dialogues.bench.live_run import Asked, LiveRun, Reloaded, asked_in
from dialogues.bench.text_places import TextPlaces, text_places
from dialogues.inputs import Input
from dialogues.library import BrokenScenarioError, is_scenario_file
from dialogues.lint.check import problems_of
from dialogues.lint.diagnostics import Report, is_error, report
from dialogues.lint.silencing import without_silenced
from dialogues.machine import Stage
from dialogues.model import Scenario
from dialogues.reader import read_scenario_bytes
from dialogues.role_play import RolePlay, Turn
from dialogues.staging import staged
from dialogues.standpoint import Standpoint, first_standpoint, moved
from scoring.grading import grade
from scoring.manual.manual import Manual
from scoring.scorecard import Scorecard
from simulator.problems import UserProblem
from simulator.recovery import Kept, Recovery
from simulator.rehearsal import Clock, now_here
from simulator.source_file import SourceFile
from simulator.texts import active_language
from simulator.workplace import is_file

if TYPE_CHECKING:
    from simulator.workplace import Workplace


class Sound(NamedTuple):
    """A text that can be played: its scenario, compiled, as places and ways, and what its conditions ask for."""

    hash: str
    scenario: Scenario
    stage: Stage
    graph: Graph
    asked: Asked


class Looked(NamedTuple):
    """What came of looking at a text. scenario: None where something keeps it from being played; hash: of the file."""

    text: str
    reports: tuple[Report, ...]
    scenario: Scenario | None = None
    hash: str = ""

    @property
    def errors(self) -> int:
        """Return how many problems keep it from being played."""
        return sum(found.severity == "error" for found in self.reports)


class Writing:
    """One session of writing. policy: what the run is judged by, "" for the manual's default."""

    def __init__(self, file: SourceFile, manual: Manual, policy: str = "", clock: Clock = now_here) -> None:
        self.file = file
        self.manual = manual
        self.day = clock().date().isoformat()
        self.recovery = Recovery(file.path)
        self.text = file.text
        self.sound: Sound | None = None
        self.run: LiveRun | None = None
        self._policy = policy if policy in manual.policies else manual.default_policy
        self._looked = self.look(file.text)
        self._proved: Looked | None = None
        self._take_over(self._looked)

    @classmethod
    def open(cls, workplace: "Workplace", name: str) -> "Writing":
        """Open a scenario by its id or its file, also one with errors. Raises UserProblem."""
        return cls(SourceFile(source_path(workplace, name)), workplace.manual, workplace.settings.policy)

    # The text

    @property
    def unsaved(self) -> bool:
        """Return whether there is text that the file does not hold."""
        return self.text != self.file.text

    @property
    def reports(self) -> tuple[Report, ...]:
        """Return what is wrong in the text last looked at; with the proofs, where it is the saved one they are of."""
        proved = self._proved
        return proved.reports if proved and proved.text == self._looked.text else self._looked.reports

    @property
    def errors(self) -> int:
        """Return how many problems keep the text last looked at from being played."""
        return self._looked.errors

    @property
    def behind(self) -> bool:
        """Return whether the run goes on with an older text because the newest cannot be played."""
        return self.sound is not None and self._looked.scenario is None

    @property
    def title(self) -> str:
        """Return the scenario's title, or the file's name while it has none."""
        return self.sound.scenario.title if self.sound else self.file.path.name

    def places(self) -> TextPlaces:
        """Return where states and endings stand in the text as it is now."""
        return text_places(self.text)

    def look(self, text: str) -> Looked:
        """Look at a text as the library would before it is played; this changes nothing and may run in a thread."""
        raw = text.encode(errors="replace")
        file = read_scenario_bytes(raw, self.file.path)
        problems = problems_of(file, self.manual)
        said = without_silenced(raw, problems, lambda _: False)  # whether a mark is idle, only the proofs can tell
        reports = tuple(report(str(self.file.path), problem, active_language()) for problem in said)
        if file.scenario is None or any(map(is_error, problems)):
            return Looked(text, reports)
        return Looked(text, reports, file.scenario, file.hash)

    def see(self, looked: Looked) -> Reloaded | None:
        """Take over what looking found; return what became of the run where a saved text came under it."""
        self._looked = looked
        return self._take_over(looked) if looked.text == self.file.text else None

    def prove(self) -> Looked:
        """Look at the saved file as `minwon lint` does, proofs and English table included.

        Takes seconds, changes nothing and may run in a thread. Raises OSError.
        """
        from dialogues.lint.files import lint_files  # slow to import, and not needed before the screen stands

        return Looked(self.file.text, tuple(lint_files([self.file.path], self.manual, active_language())))

    def know(self, proved: Looked) -> None:
        """Take over what the proofs found."""
        self._proved = proved

    # The file

    def save(self) -> Reloaded | None:
        """Write the text and bring it under the run; return what became of it.

        Raises ChangedBeneathError or UserProblem: the text is then still unsaved and nothing is lost.
        """
        self.file.save(self.text)
        return self.saved()

    def saved(self) -> Reloaded | None:
        """Bring the text that the file now holds under the run."""
        self.recovery.forget()
        self.text = self.file.text
        return self.see(self.look(self.text))

    def left_unsaved(self) -> Kept | None:
        """Return what an earlier session wrote and did not save."""
        kept = self.recovery.kept()
        return kept if kept and kept.text != self.file.text else None

    # The run

    @property
    def play(self) -> RolePlay:
        """Return the run; there has to be one."""
        assert self.run is not None
        return self.run.play

    def take(self, given: Input) -> Turn:
        """Take one input. Raises InputError."""
        assert self.run is not None
        return self.run.take(given)

    def begin_again(self) -> None:
        """Begin the run anew."""
        if self.run is not None:
            self.run = self.run.from_the_start()

    def jump(self, standpoint: Standpoint) -> None:
        """Begin a run at a state. Raises ValueError when the sound version has no such state."""
        if self.run is not None:
            self.run = self.run.at(standpoint)

    def standpoint(self, state: str) -> Standpoint:
        """Return where the run would stand at a state, with all it has behind it."""
        return moved(self.play, state)

    def beginning(self) -> Standpoint:
        """Return where every run of the sound version begins."""
        assert self.sound is not None
        return first_standpoint(self.sound.scenario)

    def grade(self) -> Scorecard:
        """Judge the run as it stands."""
        assert self.run is not None
        return grade(self.run.trace(), self.manual, self._policy)

    def _sound(self, scenario: Scenario, scenario_hash: str) -> Sound:
        stage = staged(scenario, scenario_hash, self.manual, "ko")  # what is written is Korean, so are its actions
        return Sound(scenario_hash, scenario, stage, graph_of(scenario, self.manual), asked_in(scenario))

    def _take_over(self, looked: Looked) -> Reloaded | None:
        """Let a saved and sound text come under the run."""
        if looked.scenario is None or (self.sound and looked.hash == self.sound.hash):
            return None
        self.sound = self._sound(looked.scenario, looked.hash)
        if self.run is None:
            self.run = LiveRun(self.sound.stage, self.day)
            return None
        found = self.run.on(self.sound.stage)
        self.run = found.run
        return found


def source_path(workplace: "Workplace", name: str) -> Path:
    """Return the file of a scenario named by id or file. Raises UserProblem."""
    if is_file(name):
        path = Path(name).expanduser()
        if not is_scenario_file(path):
            raise UserProblem("problem.write-table", file=path)
        if not path.exists():
            raise UserProblem("problem.write-missing", file=path)
        return path
    try:
        return workplace.load(name, "ko").path
    except UserProblem as problem:
        if isinstance(problem.__cause__, BrokenScenarioError):
            return problem.__cause__.file.path
        raise
