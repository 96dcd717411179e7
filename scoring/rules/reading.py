"""A trace indexed for judging: where each name (act, step, fault) occurs, in order."""

from functools import cached_property

import msgspec

from scoring.trace import Event, Trace, is_by_trainee

_END_REASON = ("state_end_reason",)


class Occurrence(msgspec.Struct, frozen=True, gc=False):
    """One name at one moment. order: its place among all names of the run."""

    order: int
    event: Event


class ActGroups(msgspec.Struct, frozen=True):
    """Acts by what they mean for judging, in every form they take in traces."""

    danger: frozenset[str] = frozenset()
    justify_ending: frozenset[str] = frozenset()
    calm: frozenset[str] = frozenset()
    take_leave: frozenset[str] = frozenset()


class Reading:
    """What rules ask of a trace. Built once for a judgement, then only looked up."""

    def __init__(self, trace: Trace, groups: ActGroups) -> None:
        self.trace = trace
        self.by_name: dict[str, list[Occurrence]] = {}
        order = 0
        for event in trace.events:
            for name in (*event.acts, *event.steps, *event.faults):
                self.by_name.setdefault(name, []).append(Occurrence(order, event))
                order += 1
        self.last_turn = max((e.turn for e in trace.events if is_by_trainee(e)), default=0)
        first_danger = self.first(tuple(groups.danger & self.by_name.keys()))
        self.danger_order = first_danger.order if first_danger else None
        self.names = order
        self._groups = groups

    def all_of(self, names: tuple[str, ...]) -> list[Occurrence]:
        """Return every occurrence of any of `names`, in order."""
        found = [occurrence for name in names for occurrence in self.by_name.get(name, ())]
        if len(names) > 1:
            found.sort(key=_order)
        return found

    def first(self, names: tuple[str, ...], after: int = -1) -> Occurrence | None:
        """Return the first occurrence of any of `names` later than `after`."""
        best = None
        for name in names:
            for occurrence in self.by_name.get(name, ()):
                if occurrence.order > after:
                    if best is None or occurrence.order < best.order:
                        best = occurrence
                    break
        return best

    def in_danger_by(self, order: int) -> bool:
        """Return whether people were in imminent danger by that moment, the moment itself included."""
        return self.danger_order is not None and self.danger_order <= order

    def is_ending_by(self, order: int) -> bool:
        """Return whether a justified ending was under way by then: its reason was stated after its cause."""
        start = self._ending_start
        return start is not None and start <= order

    @cached_property
    def _ending_start(self) -> int | None:
        cause = self.first(tuple(self._groups.justify_ending & self.by_name.keys()))
        reason = self.first(_END_REASON, after=cause.order) if cause else None
        return reason.order if reason else None

    def is_cause_to_end(self, order: int) -> bool:
        """Return whether the talk may be ended for conduct by that moment: the last of it was not calmed since."""
        return self._last(self._groups.justify_ending, order) > self._last(self._groups.calm, order)

    def has_taken_leave(self, order: int) -> bool:
        """Return whether the complainant thanked or hung up by that moment, and nothing unlawful came after."""
        left = self._last(self._groups.take_leave, order)
        return left > self._last(self._groups.justify_ending, order)

    def _last(self, names: frozenset[str], order: int) -> int:
        """Return the order of the last of some names up to a moment, -1 where there is none."""
        found = (o.order for name in names & self.by_name.keys() for o in self.by_name[name])
        return max((one for one in found if one <= order), default=-1)

    def first_by_trainee(self, name: str) -> Occurrence | None:
        """Return the first time the trainee does something."""
        return next((o for o in self.by_name.get(name, ()) if is_by_trainee(o.event)), None)

    @property
    def end(self) -> Occurrence | None:
        """Return the end of the run as a moment, None for an empty run."""
        return Occurrence(self.names, self.trace.events[-1]) if self.trace.events else None


def _order(occurrence: Occurrence) -> int:
    return occurrence.order
