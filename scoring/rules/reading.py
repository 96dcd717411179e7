"""A trace indexed for judging: where each name (act, step, fault) occurs, in order."""

import msgspec

from scoring.trace import Event, Trace, is_by_trainee


class Occurrence(msgspec.Struct, frozen=True, gc=False):
    """One name at one moment. order: its place among all names of the run."""

    order: int
    event: Event


class Reading:
    """What rules ask of a trace. Built once for a judgement, then only looked up."""

    def __init__(self, trace: Trace, danger_names: frozenset[str]) -> None:
        self.trace = trace
        self.by_name: dict[str, list[Occurrence]] = {}
        order = 0
        for event in trace.events:
            for name in (*event.acts, *event.steps, *event.faults):
                self.by_name.setdefault(name, []).append(Occurrence(order, event))
                order += 1
        self.last_turn = max((e.turn for e in trace.events if is_by_trainee(e)), default=0)
        first_danger = self.first(tuple(danger_names & self.by_name.keys()))
        self.danger_order = first_danger.order if first_danger else None

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


def _order(occurrence: Occurrence) -> int:
    return occurrence.order
