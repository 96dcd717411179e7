"""One run: inputs in, events out. Deterministic given scenario, manual, seed and inputs; undo is a replay."""

from collections.abc import Iterable
from typing import NamedTuple

from dialogues.inputs import Act, Choose, Input, InputError, Stop, Undo, Wait
from dialogues.machine import Move, Place, Run, Stage
from dialogues.model import Aside
from dialogues.standpoint import Standpoint, run_at
from scoring.trace import Event, EventKind, Outcome, Role, Trace


class Turn(NamedTuple):
    """What one input led to. The events are to be kept before any of their words are shown."""

    input: Input | None
    events: tuple[Event, ...]


class RolePlay:
    """One run of a staged scenario. `began` is the day (ISO) that picks the laws in force.

    opening: where the run begins, None for the scenario's own beginning. Raises ValueError when it does not fit.
    """

    def __init__(self, stage: Stage, seed: int = 0, began: str = "", opening: Standpoint | None = None) -> None:
        self.stage = stage
        self.seed = seed
        self.began = began
        self.opening = opening
        self.ending = ""
        self.stopped = False
        self._run = run_at(stage.scenario, opening) if opening else Run(stage.scenario)
        self._seq = 0
        self._events: list[Event] = []
        self._inputs: list[Input] = []
        self._cuts: list[int] = []

    # What can be asked of a run

    @property
    def over(self) -> bool:
        """Return whether the run has ended or was stopped."""
        return bool(self.ending) or self.stopped

    @property
    def state(self) -> str:
        """Return the state (or ending) the run is in."""
        return self._run.state

    @property
    def meters(self) -> tuple[int, int, int]:
        """Return anger, trust and fear, 0 to 100."""
        return self._run.anger, self._run.trust, self._run.fear

    @property
    def turn(self) -> int:
        """Return how many turns were taken."""
        return self._run.turn

    @property
    def seconds(self) -> int:
        """Return the story time since the start."""
        return self._run.seconds

    @property
    def counters(self) -> dict[str, int]:
        """Return the scenario's counters as they stand."""
        return dict(self._run.counters)

    @property
    def visits(self) -> dict[str, int]:
        """Return how often each state was come to."""
        return dict(self._run.visits)

    @property
    def place(self) -> Place:
        """Return the present state's flat form. Raises InputError when the run is over."""
        if self.over:
            raise InputError("ended")
        return self.stage.places[self._run.state]

    @property
    def outcome(self) -> Outcome | None:
        """Return how the run came out, None while it goes on."""
        if self.stopped:
            return "stopped"
        return self.stage.endings[self.ending].outcome if self.ending else None

    def options(self) -> list[Move]:
        """Return what the trainee can say or do here, in the order of the file."""
        if self.over:
            return []
        run = self._run
        return [move for move in self.place.moves.values() if move.shown is None or move.shown(run)]

    def actions(self) -> list[Move]:
        """Return the actions that can be taken at any time."""
        return [] if self.over else list(self.place.actions.values())

    def trace(self) -> Trace:
        """Return the run so far as judging sees it: undone turns are not in it."""
        scenario = self.stage.scenario
        return Trace(
            scenario=scenario.scenario,
            version=scenario.version,
            channel=scenario.channel,
            conduct=scenario.conduct,
            legitimate=scenario.complainant.legitimate,
            seed=self.seed,
            began=self.began,
            events=tuple(self._events),
            ending=self.ending,
            outcome=self.outcome or "",
            case=scenario.case,
        )

    # What can be put in

    def start(self) -> Turn:
        """Open the run: the complainant's first line."""
        first = len(self._events)
        self._arrive("opened")
        return Turn(None, tuple(self._events[first:]))

    def take(self, given: Input) -> Turn:
        """Take one input. Raises InputError, and leaves the run as it was, when it does not fit here."""
        if isinstance(given, Undo):
            return self._undo()
        first = len(self._events)
        if isinstance(given, Stop):
            self._stop()
        else:
            move = self._move(given)
            self._inputs.append(given)
            self._cuts.append(first)
            self._play(move)
        return Turn(given, tuple(self._events[first:]))

    def edited(self, scenario_hash: str) -> Event:
        """Return the note that from here on another version of the scenario is played; it is no part of the trace."""
        return self._event("system", "edited", scenario_hash, "")

    def retell(self, told: Iterable[Event]) -> None:
        """Let the run's past stand in the words it was told in: the trace's events, agreeing in all but the words."""
        self._events = list(told)

    def _move(self, given: Input) -> Move:
        place, run = self.place, self._run
        if isinstance(given, Choose):
            move = place.moves.get(given.option)
            if move is None or (move.shown is not None and not move.shown(run)):
                raise InputError("option", given.option)
            return move
        if isinstance(given, Act):
            if given.step not in place.actions:
                raise InputError("action", given.step)
            return place.actions[given.step]
        assert isinstance(given, Wait)
        assert place.silence is not None
        return place.silence

    def _play(self, move: Move) -> None:
        run = self._run
        run.turn += 1
        run.seconds += move.seconds
        run.anger = _clamped(run.anger + move.anger)
        run.trust = _clamped(run.trust + move.trust)
        run.fear = _clamped(run.fear + move.fear)
        for counter, change in move.counts:
            run.counters[counter] += change
        self._count(move.tallied)
        self._note(self.stage.role, move.kind, move.source, move.words, steps=move.steps, faults=move.faults)
        if move.says or move.acts or move.others:
            self._react(move)
        if move.fires is not None and move.fires(run):
            self._arrive("answered")

    def _react(self, move: Move) -> None:
        self._asides(move.source, move.others)
        if move.says or move.acts:
            words = move.says[self.seed % len(move.says)] if move.says else ""
            self._note("complainant", "answered", move.source, words, acts=move.acts)

    def _arrive(self, kind: EventKind) -> None:
        run = self._run
        state = run.state
        if state in self.stage.endings:
            self.ending = state
            self._note("system", "closed", state, self.stage.endings[state].says)
            return
        place = self.stage.places[state]
        visits = run.visits.get(state, 0)
        run.visits[state] = visits + 1
        run.seconds = max(run.seconds, place.seconds)
        if place.tallied:
            self._count(place.tallied)
        if place.scene or place.silent:  # coming to a place leaves an event: so the journal tells where the run is
            self._note("system", kind, state, place.scene)
        self._asides(state, place.others)
        if place.says or place.acts:
            self._note("complainant", kind, state, _variant(place, self.seed, visits), acts=place.acts)

    def _asides(self, source: str, others: Iterable[Aside]) -> None:
        for aside in others:
            self._note(aside.by, "joined", source, aside.says, steps=aside.steps)

    def _count(self, names: tuple[str, ...]) -> None:
        tally = self._run.tally
        for name in names:
            tally[name] = tally.get(name, 0) + 1

    def _stop(self) -> None:
        if self.over:
            raise InputError("ended")
        self.stopped = True
        self._note(self.stage.role, "stopped", "", "")

    def _undo(self) -> Turn:
        """Play every input but the last again; the numbers of the undone events are not used twice."""
        if not self._inputs or self.stopped:
            raise InputError("undo")
        again = RolePlay(self.stage, self.seed, self.began, self.opening)
        again.start()
        for given in self._inputs[:-1]:
            again.take(given)
        self._inputs.pop()
        del self._events[self._cuts.pop() :]
        self._run, self.ending = again._run, ""
        return Turn(Undo(), (self._event(self.stage.role, "undone", "", ""),))

    def _note(
        self,
        actor: Role,
        kind: EventKind,
        source: str,
        words: str,
        acts: tuple[str, ...] = (),
        steps: tuple[str, ...] = (),
        faults: tuple[str, ...] = (),
    ) -> None:
        self._events.append(self._event(actor, kind, source, words, acts, steps, faults))

    def _event(
        self,
        actor: Role,
        kind: EventKind,
        source: str,
        words: str,
        acts: tuple[str, ...] = (),
        steps: tuple[str, ...] = (),
        faults: tuple[str, ...] = (),
    ) -> Event:
        run = self._run
        seq = self._seq
        self._seq = seq + 1
        return Event(
            seq, run.turn, actor, kind, source, run.state, words, run.seconds,
            run.anger, run.trust, run.fear, acts, steps, faults,
        )  # fmt: skip


def _clamped(value: int) -> int:
    return 0 if value < 0 else min(value, 100)


def _variant(place: Place, seed: int, visits: int) -> str:
    """Pick one of a state's lines by seed and visit, the same every time."""
    says = place.says
    if len(says) < 2:
        return says[0] if says else ""
    return says[(seed * 31 + visits * 7 + place.number) % len(says)]


class Replayed(NamedTuple):
    """A run played again, and everything that happened on the way, undone turns included."""

    play: RolePlay
    journal: list[Event]


def replay(stage: Stage, seed: int, began: str, inputs: Iterable[Input]) -> Replayed:
    """Play inputs from the start. Raises InputError where one does not fit."""
    play = RolePlay(stage, seed, began)
    journal = list(play.start().events)
    for given in inputs:
        journal += play.take(given).events
    return Replayed(play, journal)
