"""A trace indexed for judging: where each name (act, step, fault) occurs, in order."""

import msgspec

from scoring.trace import Event, Trace, is_by_trainee

_END_REASON = frozenset({"state_end_reason"})


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
        self._danger = self.first(tuple(groups.danger & self.by_name.keys()))
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

    def in_danger_by(self, moment: Occurrence) -> bool:
        """Return whether people were in imminent danger by that moment, whatever else its very event holds."""
        return self._danger is not None and self._danger.event.seq <= moment.event.seq

    def is_ending_by(self, moment: Occurrence) -> bool:
        """Return whether a justified ending was under way: its reason was stated after its cause, and no calm since."""
        cause = self.first(tuple(self._groups.justify_ending & self.by_name.keys()))
        reason = self._last(_END_REASON, moment)
        return cause is not None and cause.order < reason and reason > self._last(self._groups.calm, moment)

    def is_cause_to_end(self, moment: Occurrence) -> bool:
        """Return whether the talk may be ended for conduct by that moment: the last of it was not calmed since."""
        return self._last(self._groups.justify_ending, moment) > self._last(self._groups.calm, moment)

    def has_taken_leave(self, moment: Occurrence) -> bool:
        """Return whether the complainant thanked or hung up by that moment, and nothing unlawful came after."""
        left = self._last(self._groups.take_leave, moment)
        return left > self._last(self._groups.justify_ending, moment)

    def _last(self, names: frozenset[str], moment: Occurrence) -> int:
        """Return the order of the last of some names up to a moment, -1 where there is none."""
        found = (o.order for name in names & self.by_name.keys() for o in self.by_name[name])
        return max((one for one in found if one <= moment.order), default=-1)

    def first_by_trainee(self, name: str) -> Occurrence | None:
        """Return the first time the trainee does something."""
        return next((o for o in self.by_name.get(name, ()) if is_by_trainee(o.event)), None)

    @property
    def end(self) -> Occurrence | None:
        """Return the end of the run as a moment, None for an empty run."""
        return Occurrence(self.names, self.trace.events[-1]) if self.trace.events else None


def _order(occurrence: Occurrence) -> int:
    return occurrence.order
