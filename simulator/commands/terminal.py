"""Opening the Textual app, or saying plainly why this terminal cannot show it."""

import os
import sys

from simulator.problems import Exit, UserProblem
from simulator.workplace import Workplace


def open_app(workplace: Workplace, scenario: str = "", mode: str = "practice") -> int:
    """Open the app (at a scenario's briefing when one is named). Raises UserProblem where there is no terminal."""
    refuse_poor_terminal()
    if scenario:
        from simulator.texts import active_language

        workplace.load(scenario, active_language())  # a wrong name is said before the screen opens
    from simulator.app import MinwonApp

    app = MinwonApp(workplace, scenario=scenario, mode=mode)
    app.run()
    return app.return_code or int(Exit.DONE)


def refuse_poor_terminal() -> None:
    """Refuse where the app cannot be drawn, and say what to use instead."""
    if os.environ.get("TERM") == "dumb" or not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise UserProblem("problem.no-terminal", Exit.ENVIRONMENT)
