"""The one goal that the run before has left: what its weakest rule asks for."""

from scoring.debrief import costly_first
from simulator.explaining import requirement
from simulator.problems import UserProblem
from simulator.workplace import Workplace

_LOOKED_AT = 5  # stopped runs leave no goal, so look a little further back


def last_goal(workplace: Workplace) -> str:
    """Return what the last judged run should do better next time, "" where it lost nothing or there is none."""
    try:
        summaries = workplace.records.summaries(_LOOKED_AT)
    except UserProblem:  # the run itself will say that the records cannot be read
        return ""
    card = next((summary.scorecard for summary in summaries if summary.scorecard is not None), None)
    costly = costly_first(card) if card else []
    return requirement(costly[0].rule, workplace.manual) if costly else ""
