"""The manual in types: steps, faults, acts, laws, policies, ladders. The data stands in `data/*.yaml`."""

from typing import Literal

import msgspec

from scoring.evidence import Basis, Grade
from scoring.rules.model import Dimension, Rule
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
    """Something the manual forbids. points: deducted each time. hard: fails the run."""

    code: str
    name: Text
    dimension: Dimension
    points: int
    meaning: Text
    says: Text
    basis: tuple[Basis, ...]
    hard: bool = False


class Act(msgspec.Struct, frozen=True):
    """Something the complainant (and nobody else) does. levels: how many grades it has ("threaten(2)"), 0 for none.

    danger_from: the level (0: always) from which it puts people in imminent danger; None: never.
    """

    name: Text
    meaning: Text
    basis: tuple[Basis, ...]
    levels: int = 0
    danger_from: int | None = None


class Conduct(msgspec.Struct, frozen=True):
    """A type of conduct in the manual's terms, with the box it ticks on the incident report."""

    code: str
    name: Text
    report_box: str
    meaning: Text
    official_steps: bool = True


class Law(msgspec.Struct, frozen=True):
    """One article. since/until: first and last day in force (ISO, empty: open). beware: how not to use it."""

    title: Text
    article: Text
    gist: Text
    penalty: Text = Text("")
    since: str = ""
    until: str = ""
    beware: Text = Text("")
    evidence: Grade = "P"


class Policy(msgspec.Struct, frozen=True):
    """The counts and limits an agency follows. warnings: formal warnings before ending, by conduct."""

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


class Rung(msgspec.Struct, frozen=True):
    """One place on a ladder: the step, how much it is needed, and a note on when."""

    step: str
    need: Need
    note: Text = Text("")
    evidence: tuple[Grade, ...] = ("D",)


class Ladder(msgspec.Struct, frozen=True):
    """The ordered steps for one channel and conduct, and the rules that judge them.

    triggers: the complainant's acts that put the run on this ladder; none: every run is on it.
    """

    ladder: str
    name: Text
    channels: tuple[Channel, ...]
    conduct: tuple[str, ...]
    triggers: tuple[str, ...]
    note: Text
    rungs: tuple[Rung, ...]
    rules: tuple[Rule, ...]


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


class PoliciesFile(msgspec.Struct, frozen=True):
    """The file `policies.yaml`; `default` names the one used when nobody chose."""

    default: str
    policies: dict[str, Policy]
