"""What a trainee needs to learn from a choice: why, impact, and better words where there was a fault."""

from dialogues.lint.context import Checked


def check_content(checked: Checked) -> None:
    """Report choices that teach nothing."""
    for where, _, option in checked.options():
        for missing in ("why", "impact"):
            if not getattr(option, missing):
                checked.report("D121", where, name=option.id, missing=missing)
        if option.faults and not option.better:
            checked.report("D122", where, name=option.id)
