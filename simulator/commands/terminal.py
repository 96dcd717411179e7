"""Opening the Textual app, or saying plainly why this terminal cannot show it."""

import os
import sys

from simulator.problems import Exit, UserProblem
from simulator.records.model import Mode
from simulator.workplace import Workplace


def open_app(workplace: Workplace, scenario: str = "", mode: Mode = "practice", *, resume: bool = False) -> int:
    """Open the app: at the menu, at a scenario's briefing, or (resume) where an unfinished run stands.

    Raises UserProblem where there is no terminal, no such scenario or nothing to resume.
    """
    refuse_poor_terminal()
    attempt = None
    if resume:
        from simulator.commands.play import newest_unfinished

        attempt = newest_unfinished(workplace, scenario)
    elif scenario:
        from simulator.texts import active_language

        workplace.load(scenario, active_language())  # a wrong name is said before the screen opens
    from simulator.app import MinwonApp

    app = MinwonApp(workplace, scenario="" if resume else scenario, mode=mode, attempt=attempt)
    app.run()
    return app.return_code or int(Exit.DONE)


def refuse_poor_terminal() -> None:
    """Refuse where the app cannot be drawn, and say what to use instead."""
    if os.environ.get("TERM") == "dumb" or not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise UserProblem("problem.no-terminal", Exit.ENVIRONMENT)
