"""Whether an incident has to go on paper, and the facts of the run that a report of it must agree with."""

import msgspec

from scoring.manual.manual import Manual, split_level
from scoring.trace import Event, Trace

# Whom the trainee can have called, by the step that says so; the names are those of the form's field `called`.
CALLED = {
    "call_team_lead": "lead",
    "press_bell": "bell",
    "call_112": "112",
    "call_119": "119",
    "call_guard": "guard",
    "tell_head": "head",
}

_OWN_TURN = ("said", "did", "kept_silent")


class IncidentFacts(msgspec.Struct, frozen=True):
    """What the trace says about what a report tells.

    day: ISO. minutes: length of the talk in the story, rounded, without the office work after it. warnings: formal
    warnings by anybody of the agency. called: names of `CALLED`, in its order. boxes: of the form, for the conduct
    that was met. words: what the complainant said, the lines with unlawful conduct first. reason_given: whether an
    ending was announced with it.
    """

    day: str
    minutes: int
    warnings: int
    recorded: bool
    called: tuple[str, ...]
    boxes: tuple[str, ...]
    words: tuple[str, ...]
    reason_given: bool


def needs_paper(trace: Trace, manual: Manual) -> bool:
    """Return whether the run has to go on paper: an unlawful act, or a talk that was ended for what was said."""
    names = {name for event in trace.events for name in event.acts}
    ended = any("end" in event.steps for event in trace.events)
    return bool(names & manual.paper_causes) or (ended and bool(names & manual.act_groups.justify_ending))


def conducts_met(trace: Trace, manual: Manual) -> tuple[str, ...]:
    """Return the types of conduct the complainant showed, in the manual's order."""
    acts = {split_level(name)[0] for event in trace.events for name in event.acts}
    met = {manual.acts[act].conduct for act in acts if act in manual.acts}
    return tuple(name for name in manual.conducts if name in met)


def facts_of(trace: Trace, manual: Manual, automatic_recording: bool) -> IncidentFacts:
    """Return what a report of this run must agree with. automatic_recording: of the policy it was played under."""
    talk = [event for event in trace.events if event.kind != "assigned"]
    steps = {step for event in talk for step in event.steps}
    return IncidentFacts(
        day=trace.began,
        minutes=round(_talked_seconds(talk) / 60),
        warnings=sum("warn" in event.steps for event in talk),
        recorded="record" in steps or (automatic_recording and trace.channel == "phone"),
        called=tuple(name for step, name in CALLED.items() if step in steps),
        boxes=tuple(dict.fromkeys(manual.conducts[name].report_box for name in conducts_met(trace, manual))),
        words=_complainants_words(talk, manual),
        reason_given="state_end_reason" in steps,
    )


def _talked_seconds(talk: list[Event]) -> int:
    """Return when the talk was over: ended, or with the trainee's turn after the complainant's last word."""
    heard = max((place for place, event in enumerate(talk) if event.actor == "complainant"), default=-1)
    answers = (event.seconds for event in talk[heard + 1 :] if event.kind in _OWN_TURN)
    ended = [event.seconds for event in talk if "end" in event.steps]
    return max(next(answers, talk[heard].seconds if talk else 0), *ended, 0)


def _complainants_words(talk: list[Event], manual: Manual) -> tuple[str, ...]:
    unlawful = manual.paper_causes | manual.act_groups.justify_ending
    lines = [event for event in talk if event.actor == "complainant" and event.words]
    lines.sort(key=lambda event: not unlawful & set(event.acts))  # stable: each group keeps its order
    return tuple(event.words for event in lines)
