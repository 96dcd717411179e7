"""From a scenario and the manual to a stage: the manual says which actions a channel offers and their words."""

from dialogues.machine import ActionFact, Stage, stage_for
from dialogues.model import Scenario
from scoring.manual.manual import Manual
from scoring.trace import Channel


def actions_in(manual: Manual, channel: Channel) -> dict[str, ActionFact]:
    """Return the actions of a channel, in the manual's order, with Korean words."""
    return _actions(manual, channel, "ko")


def _actions(manual: Manual, channel: Channel, language: str) -> dict[str, ActionFact]:
    return {
        name: ActionFact((step.done if step.done.ko else step.line).in_language(language), step.group == "after")
        for name, step in manual.steps.items()
        if step.action and (not step.channels or channel in step.channels)
    }


def staged(scenario: Scenario, scenario_hash: str, manual: Manual, language: str) -> Stage:
    """Return a scenario ready to be played in a language; compiled once for each version."""
    key = (scenario_hash, manual.hash, language)
    return stage_for(key, scenario, _actions(manual, scenario.channel, language))
