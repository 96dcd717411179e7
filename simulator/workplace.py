"""What a front end works with: settings, library, manual and records, each made when first asked for."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import places
from simulator.problems import Exit, UserProblem

if TYPE_CHECKING:
    from dialogues.library import Library, Loaded
    from scoring.manual.manual import Manual
    from simulator.records.store import Records
    from simulator.settings import Settings


class Workplace:
    """One program run's view of this machine. Nothing is read or opened before it is needed."""

    @cached_property
    def settings(self) -> "Settings":
        """Return the configuration. Raises UserProblem."""
        from simulator.settings import load_settings

        return load_settings()

    @cached_property
    def manual(self) -> "Manual":
        """Return the shipped manual."""
        from scoring.manual.reader import shipped_manual

        return shipped_manual()

    @cached_property
    def library(self) -> "Library":
        """Return the scenarios: shipped, the trainer's own, and further folders of the settings."""
        from dialogues.library import SHIPPED, Library

        further = [Path(folder).expanduser() for folder in self.settings.scenarios]
        return Library(self.manual, [SHIPPED, places.own_scenarios_folder(), *further], places.cache_folder())

    @cached_property
    def records(self) -> "Records":
        """Return the records, opened. Raises UserProblem."""
        from simulator.records.store import Records

        return Records.open(places.database_file())

    def load(self, name: str, language: str) -> "Loaded":
        """Return a scenario by id, or from a file when a path is given. Raises UserProblem."""
        from dialogues.library import BrokenScenarioError, UnknownScenarioError

        try:
            return self.library.load_file(Path(name), language) if is_file(name) else self.library.load(name, language)
        except FileNotFoundError as error:
            raise UserProblem("problem.file-missing", file=name) from error
        except OSError as error:
            raise UserProblem("problem.file-unreadable", file=name, reason=error.strerror) from error
        except UnknownScenarioError as error:
            raise UserProblem("problem.scenario-unknown", name=name, near=", ".join(error.near)) from error
        except BrokenScenarioError as error:
            raise UserProblem("problem.scenario-broken", Exit.FOUND_PROBLEMS, file=error.file.path) from error

    def close(self) -> None:
        """Let go of what was opened."""
        if "records" in self.__dict__:
            self.records.close()


def is_file(name: str) -> bool:
    """Return whether a scenario was named by a file, not by its id."""
    return name.endswith((".yaml", ".yml"))
