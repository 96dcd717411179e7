"""Opening the Textual app, or saying plainly why this terminal cannot show it."""

import os
import sys
from typing import TYPE_CHECKING

from simulator.problems import Exit, UserProblem
from simulator.workplace import Workplace

if TYPE_CHECKING:
    from simulator.app import Opening


def open_app(workplace: Workplace, opening: "Opening | None" = None) -> int:
    """Open the app where it is asked to open. Raises UserProblem where there is no terminal."""
    refuse_poor_terminal()
    if workplace.settings.agency:
        _ = workplace.manual  # a wrong overlay is said before the screen is taken
    from simulator.app import OPEN_AT_HOME, MinwonApp

    app = MinwonApp(workplace, opening or OPEN_AT_HOME)
    app.run()
    return app.return_code or int(Exit.DONE)


def refuse_poor_terminal(sentence: str = "problem.no-terminal") -> None:
    """Refuse where the app cannot be drawn, with a sentence that says what to use instead."""
    drawn_on = (sys.stdin, sys.stdout, sys.stderr)  # Textual draws on stderr
    if os.environ.get("TERM") == "dumb" or not all(stream.isatty() for stream in drawn_on):
        raise UserProblem(sentence, Exit.ENVIRONMENT)
