"""The manual in types: steps, faults, acts, laws, policies, ladders. The data stands in `data/*.yaml`."""

from typing import Literal

import msgspec

from scoring.evidence import Basis, Grade
from scoring.rules.model import Context, Dimension, Rule
from scoring.texts import Text
from scoring.trace import Channel, Role

Need = Literal["required", "recommended", "automatic", "conditional"]
StepGroup = Literal["soft", "limit", "safety", "after"]


class Step(msgspec.Struct, frozen=True):
    """Something the manual asks of the agency's people.

    code: the facts' number (A10_WARN). by: who may do it. action: whether the trainee can do it at any time
    as an action (with `done`: the line of narration when it is done). line: an example in our own words.
    """

    code: str
    name: Text
    by: tuple[Role, ...]
    group: StepGroup
    meaning: Text
    line: Text = Text("")
    action: bool = False
    done: Text = Text("")
    channels: tuple[Channel, ...] = ()
    basis: tuple[Basis, ...] = ()


class Fault(msgspec.Struct, frozen=True):
    """Something the manual forbids. points: deducted each time. hard: fails the run. when: where it is judged."""

    code: str
    name: Text
    dimension: Dimension
    points: int
    meaning: Text
    says: Text
    basis: tuple[Basis, ...]
    hard: bool = False
    when: Context = Context()


class Act(msgspec.Struct, frozen=True):
    """Something the complainant (and nobody else) does. levels: how many grades it has ("threaten(2)"), 0 for none.

    danger_from: the level (0: always) from which it puts people in imminent danger; None: never.
    conduct: the type of conduct it belongs to, "" where it is none. justifies_ending: the talk may be ended for it.
    calms: after it there is no cause to end any more. takes_leave: after it the talk may be ended as any other.
    paper_from: the level (0: always) from which the incident has to go on paper; None: only where the talk was
    ended for it. in_need: the person needs help, and no measure against them follows from the act alone.
    """

    name: Text
    meaning: Text
    basis: tuple[Basis, ...]
    levels: int = 0
    danger_from: int | None = None
    conduct: str = ""
    justifies_ending: bool = False
    calms: bool = False
    takes_leave: bool = False
    paper_from: int | None = None
    in_need: bool = False


class Conduct(msgspec.Struct, frozen=True):
    """A type of conduct in the manual's terms, with the box it ticks on the incident report.

    official_steps: whether step-by-step guidance was found; where not, only `after` steps and `laws` speak of it.
    """

    code: str
    name: Text
    report_box: str
    meaning: Text
    official_steps: bool = True
    after: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()


class LawText(msgspec.Struct, frozen=True):
    """What an article says between two days (ISO, inclusive; empty: open)."""

    gist: Text
    penalty: Text = Text("")
    since: str = ""
    until: str = ""
    beware: Text = Text("")

    def in_force(self, day: str) -> bool:
        """Return whether this was the text on a day (ISO)."""
        return (not self.since or self.since <= day) and (not self.until or day <= self.until)


class Law(msgspec.Struct, frozen=True):
    """One article. since/until: first and last day in force (ISO, empty: open). beware: how not to use it.

    earlier: what it said before `since`, where that is known.
    binds: whom it is about: everyone, or public bodies and their people only (a shop or a bank is none).
    """

    title: Text
    article: Text
    gist: Text
    penalty: Text = Text("")
    since: str = ""
    until: str = ""
    beware: Text = Text("")
    evidence: Grade = "P"
    earlier: tuple[LawText, ...] = ()
    binds: Literal["everyone", "public_bodies"] = "everyone"

    def on(self, day: str) -> LawText | None:
        """Return the text in force on a day (ISO), None where there was none."""
        now = LawText(self.gist, self.penalty, self.since, self.until, self.beware)
        return next((text for text in (now, *self.earlier) if text.in_force(day)), None)


Stage = Literal[
    "ask_to_stop", "warn", "legal_warning", "report_to_lead", "automatic_voice", "time_notice", "second_time_notice",
    "end_notice", "end", "hand_to_special_team", "suspend_use", "block_number", "consider_legal_action",
]  # fmt: skip


class Policy(msgspec.Struct, frozen=True):
    """The counts and limits an agency follows.

    warnings: formal warnings before ending, by conduct. courses: the stages a policy names, by conduct, in order.
    repeat_minutes: the limit of its own for repeated calls. suspension_days: how long use is barred after harassment
    or abuse, the first time and again. bell: whether the counter has an emergency bell. legal_unit: its name here.
    """

    name: Text
    note: Text
    warnings: dict[str, int]
    evidence: tuple[Grade, ...]
    since: str = ""
    until: str = ""
    notice_minutes: int = 15
    end_minutes: int = 20
    end_by: tuple[Role, ...] = ("clerk", "lead", "head")
    automatic_recording: bool = True
    bell: bool = True
    legal_unit: Text = Text("법적대응 전담부서", "the legal-response unit")
    courses: dict[str, tuple[Stage, ...]] = {}
    repeat_minutes: int | None = None
    suspension_days: tuple[int, ...] = ()


class Rung(msgspec.Struct, frozen=True):
    """One place on a ladder: the step, how much it is needed, and a note on when."""

    step: str
    need: Need
    note: Text = Text("")
    evidence: tuple[Grade, ...] = ("D",)


class Ladder(msgspec.Struct, frozen=True):
    """The ordered steps for one channel and conduct, and the rules that judge them.

    triggers: the complainant's acts that put the run on this ladder; none: every run is on it.
    phase: "after" for the ladder that only counts once the trainee has begun to say who does what after the talk.
    """

    ladder: str
    name: Text
    channels: tuple[Channel, ...]
    conduct: tuple[str, ...]
    triggers: tuple[str, ...]
    note: Text
    rungs: tuple[Rung, ...]
    rules: tuple[Rule, ...]
    phase: Literal["talk", "after"] = "talk"


class AfterStep(msgspec.Struct, frozen=True):
    """What the agency does after an incident. by: who decides or does it; steps: what it counts as in a trace.

    against_person: whether it is a measure against the complainant.
    """

    code: str
    name: Text
    by: tuple[Role, ...]
    steps: tuple[str, ...]
    meaning: Text
    basis: tuple[Basis, ...]
    against_person: bool = False


class Standard(msgspec.Struct, frozen=True):
    """A service standard. numbers: its figures by name; the name says the unit (rings, times, seconds, won).

    rules: those that judge it; none where a conversation cannot show it.
    """

    code: str
    name: Text
    meaning: Text
    basis: tuple[Basis, ...]
    channels: tuple[Channel, ...] = ()
    numbers: dict[str, int] = {}
    rules: tuple[str, ...] = ()


class HardRule(msgspec.Struct, frozen=True):
    """A requirement above all ladders, and the rules that judge it. severity: fail ends the run whatever the sum."""

    name: Text
    severity: Literal["fail", "major", "minor"]
    rules: tuple[str, ...]
    evidence: tuple[Grade, ...]


class StepsFile(msgspec.Struct, frozen=True):
    """The file `steps.yaml`."""

    steps: dict[str, Step]


class FaultsFile(msgspec.Struct, frozen=True):
    """The file `faults.yaml`."""

    faults: dict[str, Fault]


class ActsFile(msgspec.Struct, frozen=True):
    """The file `acts.yaml`."""

    acts: dict[str, Act]


class ConductsFile(msgspec.Struct, frozen=True):
    """The file `conducts.yaml`."""

    conducts: dict[str, Conduct]


class LawsFile(msgspec.Struct, frozen=True):
    """The file `laws.yaml`."""

    laws: dict[str, Law]


class AfterFile(msgspec.Struct, frozen=True):
    """The file `after.yaml`."""

    after: dict[str, AfterStep]


class StandardsFile(msgspec.Struct, frozen=True):
    """The file `standards.yaml`."""

    standards: dict[str, Standard]


class HardRulesFile(msgspec.Struct, frozen=True):
    """The file `hard-rules.yaml`."""

    hard_rules: dict[str, HardRule]


class PoliciesFile(msgspec.Struct, frozen=True):
    """The file `policies.yaml`; `default` names the one used when nobody chose."""

    default: str
    policies: dict[str, Policy]
