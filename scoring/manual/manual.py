"""The whole manual in memory, with the look-ups that judging and explaining need."""

import hashlib
from functools import cached_property

import msgspec

from scoring.evidence import Basis
from scoring.manual.model import (
    Act,
    AfterStep,
    Conduct,
    Fault,
    HardRule,
    Ladder,
    Law,
    Policy,
    Standard,
    Step,
)
from scoring.rules.model import Absence, RoleRule, Rule
from scoring.rules.reading import ActGroups
from scoring.texts import Text
from scoring.trace import Trace


class Manual(msgspec.Struct, frozen=True, dict=True):
    """Everything the response manual says. hash: of the files it was read from."""

    hash: str
    steps: dict[str, Step]
    faults: dict[str, Fault]
    acts: dict[str, Act]
    conducts: dict[str, Conduct]
    laws: dict[str, Law]
    default_policy: str
    policies: dict[str, Policy]
    ladders: dict[str, Ladder]
    after: dict[str, AfterStep]
    standards: dict[str, Standard]
    hard_rules: dict[str, HardRule]

    @cached_property
    def fault_rules(self) -> tuple[Absence, ...]:
        """Return one prohibition for each fault."""
        return tuple(_fault_rule(name, fault) for name, fault in self.faults.items())

    @cached_property
    def role_rules(self) -> tuple[RoleRule, ...]:
        """Return one prohibition for each step that not everybody may do."""
        return tuple(_role_rule(name, step) for name, step in self.steps.items())

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Return every rule by its id."""
        every: list[Rule] = [rule for ladder in self.ladders.values() for rule in ladder.rules]
        every += [*self.fault_rules, *self.role_rules]
        return {rule.rule: rule for rule in every}

    @cached_property
    def act_groups(self) -> ActGroups:
        """Return the acts by what they mean for judging."""
        return ActGroups(
            danger=self._from_level("danger_from"),
            justify_ending=self._acts_that("justifies_ending"),
            calm=self._acts_that("calms"),
            take_leave=self._acts_that("takes_leave"),
        )

    @cached_property
    def paper_causes(self) -> frozenset[str]:
        """Return the acts, as they stand in traces, after which the incident has to go on paper."""
        return self._from_level("paper_from")

    def _acts_that(self, field: str) -> frozenset[str]:
        return frozenset(
            name for act, fact in self.acts.items() if getattr(fact, field) for name in self.act_names(act)
        )

    def _from_level(self, field: str) -> frozenset[str]:
        """Return the acts that have a level in a field, from that level on."""
        levels = {act: getattr(fact, field) for act, fact in self.acts.items()}
        return frozenset(
            name
            for act, level in levels.items()
            if level is not None
            for name in self.act_names(f"{act}({level})" if self.acts[act].levels else act)
        )

    @cached_property
    def policy_hashes(self) -> dict[str, str]:
        """Return the hash of what each policy says."""
        return {name: hashlib.sha256(msgspec.json.encode(policy)).hexdigest() for name, policy in self.policies.items()}

    def act_names(self, pattern: str) -> tuple[str, ...]:
        """Return every form in which an act may stand in a trace: "threaten(2)" means level 2 and above."""
        act, level = split_level(pattern)
        fact = self.acts.get(act)
        if fact is None or not fact.levels:
            return (act,)
        bare = (act,) if level <= 1 else ()
        return (*bare, *(f"{act}({number})" for number in range(max(level, 1), fact.levels + 1)))

    def ladders_of(self, trace: Trace) -> list[Ladder]:
        """Return the ladders a run stands on: those without triggers, and those its acts have triggered.

        A ladder of the time after the talk counts only once the trainee has begun to say who does what.
        """
        seen = {name for event in trace.events for name in event.acts}
        phases = {"talk", "after"} if any(event.kind == "assigned" for event in trace.events) else {"talk"}
        on = (ladder for ladder in self.ladders.values() if ladder.phase in phases)
        return [ladder for ladder in on if self._is_on(ladder, trace, seen)]

    def _is_on(self, ladder: Ladder, trace: Trace, seen: set[str]) -> bool:
        if trace.channel not in ladder.channels:
            return False
        return not ladder.triggers or not seen.isdisjoint(self._trigger_names[ladder.ladder])

    @cached_property
    def _trigger_names(self) -> dict[str, frozenset[str]]:
        return {
            ladder.ladder: frozenset(name for act in ladder.triggers for name in self.act_names(act))
            for ladder in self.ladders.values()
        }

    def law_in_force(self, law: str, day: str) -> bool:
        """Return whether an article was in force on a day (ISO)."""
        fact = self.laws[law]
        return fact.on(day) is not None


def split_level(name: str) -> tuple[str, int]:
    """Split "threaten(2)" into ("threaten", 2); no level is 0."""
    bare, _, level = name.partition("(")
    return bare, int(level.rstrip(")")) if level.rstrip(")").isdigit() else 0


def _fault_rule(name: str, fault: Fault) -> Absence:
    return Absence(
        rule=f"fault-{name}",
        dimension=fault.dimension,
        points=fault.points,
        hard=fault.hard,
        asks=fault.meaning,
        says={"forbidden": fault.says},
        basis=fault.basis,
        names=(name,),
        when=fault.when,
    )


_ROLE_POINTS = 5


def _role_rule(name: str, step: Step) -> RoleRule:
    return RoleRule(
        rule=f"role-{name}",
        dimension="procedure",
        points=_ROLE_POINTS,
        asks=Text(
            f"'{step.name.ko}'의 권한은 정해진 사람에게 있습니다.",
            f"Only certain people may decide this step: {step.name.en}.",
        ),
        says={
            "wrong_role": Text(
                f"'{step.name.ko}'까지 혼자 결정했습니다. 권한 있는 사람을 불러 맡기세요.",
                f"You decided this step yourself: {step.name.en}. Call the person who has the authority.",
            )
        },
        basis=(Basis("D"),),  # who may do what is our reading of the sources, never the article itself
        step=name,
        by=step.by,
    )
