"""What a trainee needs to learn from a choice: why, impact, and better words where there was a fault."""

import re

from dialogues.lint.context import Checked
from dialogues.model import Scenario
from dialogues.translation import texts_of
from scoring.strict_yaml import Where

_PAIR = re.compile(r"\{\{[^{}]+\}\}")


def check_content(checked: Checked) -> None:
    """Report choices that teach nothing, and profanity that could not be masked."""
    _braces(checked)
    for where, _, option in checked.options():
        for missing in ("why", "impact"):
            if not getattr(option, missing):
                checked.report("D121", where, name=option.id, missing=missing)
        if option.faults and not option.better:
            checked.report("D122", where, name=option.id)


def _braces(checked: Checked) -> None:
    """Profanity stands between double braces; an odd pair would be shown unmasked."""
    for key, text in texts_of(checked.scenario).items():
        if "{" in _PAIR.sub("", text) or "}" in _PAIR.sub("", text):
            checked.report("D128", _where(key, checked.scenario), name=text)


_FIELDS = {"content-note": "content_note"}


def _where(key: str, scenario: Scenario) -> Where:
    """Return the nearest place of a text by its key ("opening/hear-out/say" stands in the state opening)."""
    first = key.partition("/")[0]
    for table in ("states", "endings"):
        if first in getattr(scenario, table):
            return (table, first)
    return (_FIELDS.get(first, first),)
