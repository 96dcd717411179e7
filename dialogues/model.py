"""A scenario in types: one authored situation, a state machine in one YAML file."""

import re
from typing import Literal

import msgspec

from scoring.trace import Case, Channel, Outcome, Role

Family = Literal["abuse", "threats", "harassment", "demands", "safety", "courtesy"]
Sector = Literal[
    "local_government", "tax", "welfare", "traffic", "construction", "school", "hospital",
    "public_corporation", "retail", "finance",
]  # fmt: skip
PRIVATE_SECTORS: tuple[Sector, ...] = ("retail", "finance")  # no public bodies: the Civil Petitions Act binds them not
Temper = Literal["plain", "hot", "cold", "anxious"]
FAMILIES: tuple[Family, ...] = ("abuse", "threats", "harassment", "demands", "safety", "courtesy")
METERS = ("anger", "trust", "fear")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def is_id(name: str) -> bool:
    """Return whether a name may be an id: small letters, digits and single hyphens."""
    return bool(_ID.match(name))


class Edge(msgspec.Struct, frozen=True):
    """One way on: to a state or an ending, when a condition holds (empty: always)."""

    to: str
    when: str = ""


class Aside(msgspec.Struct, frozen=True):
    """Somebody else in the room says or does something: the team lead, a colleague, a guard."""

    by: Role
    says: str
    steps: tuple[str, ...] = ()


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """Something the trainee can say (`say`) or do (`do`) in one state.

    effect: changes of meters that replace the default effect of the steps and faults, meter by meter.
    counts: changes of the scenario's counters. when: hides the option unless it holds.
    why, impact, better: feedback on the choice, the effect on the person, and better words.
    """

    id: str
    goto: tuple[Edge, ...]
    say: str = ""
    do: str = ""
    steps: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    effect: dict[str, int] = {}
    counts: dict[str, int] = {}
    when: str = ""
    why: str = ""
    impact: str = ""
    better: str = ""
    seconds: int = 0

    @property
    def words(self) -> str:
        """Return what is said or done."""
        return self.say or self.do


class Silence(msgspec.Struct, frozen=True):
    """What happens when the trainee says nothing for so many seconds."""

    seconds: int
    goto: tuple[Edge, ...]


class Reaction(msgspec.Struct, frozen=True):
    """How the complainant takes an action. Without `goto` the run stays where it is."""

    says: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    effect: dict[str, int] = {}
    counts: dict[str, int] = {}
    goto: tuple[Edge, ...] = ()
    others: tuple[Aside, ...] = ()
    why: str = ""
    impact: str = ""
    better: str = ""


class State(msgspec.Struct, frozen=True):
    """A place in the scenario.

    says: variants of the complainant's line (the seed picks one). scene: narration before it.
    minute: the story clock stands at least here on arrival. phase: "after" once the talk is over, where only
    the actions that follow an incident make sense.
    """

    options: tuple[Option, ...]
    says: tuple[str, ...] = ()
    scene: str = ""
    acts: tuple[str, ...] = ()
    others: tuple[Aside, ...] = ()
    actions: dict[str, Reaction] = {}
    after: Silence | None = None
    minute: int = 0
    phase: Literal["talk", "after"] = "talk"


class Ending(msgspec.Struct, frozen=True):
    """A place where a run ends. says: the closing narration; debrief: what to take from it."""

    outcome: Outcome
    says: str
    debrief: str = ""


class Briefing(msgspec.Struct, frozen=True):
    """What the trainee knows before the start."""

    role: str
    facts: tuple[str, ...]
    caller: str


class Complainant(msgspec.Struct, frozen=True):
    """Who calls or comes. legitimate: the grievance itself is justified."""

    name: str
    anger: int
    trust: int
    fear: int
    legitimate: bool
    temper: Temper = "plain"


class ScenarioCard(msgspec.Struct, frozen=True, kw_only=True):
    """What a list needs of a scenario. difficulty 1-5, intensity 1 mild, 2 harsh, 3 realistic."""

    scenario: str
    version: int
    title: str
    family: Family
    conduct: tuple[str, ...]
    channel: Channel
    sector: Sector
    difficulty: int
    intensity: int
    minutes: int
    content_note: str = ""


class Scenario(ScenarioCard, frozen=True, kw_only=True):
    """One authored situation: its card, and everything that is played.

    case: what is known of the petition itself (how often filed and answered), for the rules on closing it.
    """

    goals: tuple[str, ...]
    briefing: Briefing
    complainant: Complainant
    start: str
    states: dict[str, State]
    endings: dict[str, Ending]
    actions: dict[str, Reaction] = {}
    counters: dict[str, int] = {}
    role: Role = "clerk"
    seconds_per_turn: int = 30
    case: Case = Case()
