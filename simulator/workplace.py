"""What a front end works with: settings, library, manual and records, each made when first asked for."""

import os
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import places
from simulator.problems import Exit, UserProblem, why

if TYPE_CHECKING:
    from dialogues.library import Library, Loaded
    from scoring.manual.manual import Manual
    from simulator.records.address import Address
    from simulator.records.model import Attempt
    from simulator.records.store import Records
    from simulator.settings import Settings


class Workplace:
    """One program run's view of this machine. Nothing is read or opened before it is needed."""

    def __init__(self) -> None:
        self.announce: Callable[[str], None] = _say_on_stderr  # the app shows it where it draws

    @cached_property
    def settings(self) -> "Settings":
        """Return the configuration. Raises UserProblem."""
        from simulator.settings import load_settings

        return load_settings()

    @cached_property
    def manual(self) -> "Manual":
        """Return the manual: the shipped one, with the agency's overlay where the settings name one.

        Raises UserProblem when the overlay is wrong: a run is never judged by another manual than was asked for.
        """
        from scoring.manual.reader import shipped_manual

        if not self.settings.agency:
            return shipped_manual()
        from simulator.agency import manual_of_agency

        named = Path(self.settings.agency).expanduser()
        return manual_of_agency(shipped_manual(), places.config_file().parent / named)  # a full path stays as it is

    def manual_under(self, policy: str) -> "tuple[Manual, str]":
        """Return the manual and the name of a policy of it; a policy may be named by its id or by an overlay file.

        "" is the policy each run was played under. Raises UserProblem.
        """
        if not is_file(policy):
            return self.manual, policy
        from scoring.manual.reader import shipped_manual
        from simulator.agency import manual_of_agency

        manual = manual_of_agency(shipped_manual(), Path(policy))
        return manual, manual.default_policy

    @cached_property
    def library(self) -> "Library":
        """Return the scenarios: shipped, the trainer's own, and further folders of the settings."""
        from dialogues.library import SHIPPED, Library

        further = [Path(folder).expanduser() for folder in self.settings.scenarios]
        return Library(self.manual, [SHIPPED, places.own_scenarios_folder(), *further], places.cache_folder())

    @cached_property
    def address(self) -> "Address":
        """Return where the records are: what `MINWON_DATABASE` or the settings name, else the file on this machine.

        Raises UserProblem.
        """
        from simulator.records.address import Address, address_of

        named = os.environ.get("MINWON_DATABASE") or self.settings.database
        return address_of(named) if named else Address(places.database_file())

    @cached_property
    def records(self) -> "Records":
        """Return the records, opened; that an older file was brought up is announced. Raises UserProblem."""
        from simulator.records.store import Records
        from simulator.texts import say

        records = Records.open(self.address)
        if brought_up := records.database.brought_up:
            self.announce(say("records.brought-up", version=brought_up.version, backup=brought_up.backup))
        return records

    def load(self, name: str, language: str) -> "Loaded":
        """Return a scenario by id, or from a file when a path is given. Raises UserProblem."""
        from dialogues.library import BrokenScenarioError, UnknownScenarioError

        try:
            return self.library.load_file(Path(name), language) if is_file(name) else self.library.load(name, language)
        except FileNotFoundError as error:
            raise UserProblem("problem.file-missing", file=name) from error
        except OSError as error:
            raise UserProblem("problem.file-unreadable", file=name, reason=why(error)) from error
        except UnknownScenarioError as error:
            raise UserProblem("problem.scenario-unknown", name=name, near=", ".join(error.near)) from error
        except BrokenScenarioError as error:
            raise UserProblem("problem.scenario-broken", Exit.FOUND_PROBLEMS, file=error.file.path) from error

    def load_to_go_on(self, attempt: "Attempt", file: str = "") -> "Loaded":
        """Return the scenario of an unfinished attempt, from a file where one is named.

        Raises UserProblem; where the scenario is gone or broken now, it says so, with the first error.
        """
        from simulator.resuming import broken, gone

        try:
            return self.load(file or attempt.scenario, attempt.language)
        except UserProblem as problem:
            if problem.key == "problem.scenario-broken":
                raise broken(attempt, problem) from problem
            if problem.key in ("problem.scenario-unknown", "problem.file-missing"):
                raise gone(attempt) from problem
            raise

    def title_of(self, scenario: str) -> str:
        """Return a scenario's title in the user's language; its id where the library has it no more."""
        return self._titles.get(scenario, scenario)

    @cached_property
    def _titles(self) -> dict[str, str]:
        from simulator.texts import active_language

        listing = self.library.listing(active_language())
        return {item.card.scenario: item.card.title for item in listing if item.card}

    def newest_unfinished(self, name: str = "") -> "Attempt":
        """Return the newest attempt that can go on; `name` is a scenario (or its file), an attempt's id, or "".

        Unnamed, runs that cannot go on (the manual has changed, or the scenario in more than its words, or its file
        lies outside the library) are passed over for one that can; where none can, the newest is returned, and
        resuming it says why.
        Raises UserProblem when there is none.
        """
        name = self._id_of(name) if is_file(name) else name
        unfinished = [a for a in self.records.unfinished() if not name or name in (a.scenario, a.id)]
        if not unfinished:
            raise UserProblem("problem.nothing-to-resume")
        return unfinished[0] if name else next(filter(self._can_go_on, unfinished), unfinished[0])

    def passed_over(self, attempt: "Attempt") -> str:
        """Return a sentence on newer runs that cannot go on, with how to learn why; "" where there are none.

        attempt: as `newest_unfinished` returned it unnamed.
        """
        from simulator.texts import count

        newer = [other for other in self.records.unfinished() if other.id > attempt.id]
        return count("resume.passed-over", len(newer), attempt=newer[0].id) if newer else ""

    def _id_of(self, file: str) -> str:
        """Return a file's scenario; where it is gone or broken now, the id it is named after if a run of it is kept."""
        try:
            return self.load(file, "ko").scenario.scenario
        except UserProblem:
            named = Path(file).stem
            if any(attempt.scenario == named for attempt in self.records.unfinished()):
                return named
            raise

    def _can_go_on(self, attempt: "Attempt") -> bool:
        from simulator.resuming import resumed

        if self.manual.hash != attempt.manual_hash:
            return False  # before anything is played again
        try:
            loaded = self.load(attempt.scenario, attempt.language)
            resumed(attempt, loaded, self.manual, self.records.events(attempt.id))
        except UserProblem:
            return False
        return True

    def close(self) -> None:
        """Let go of what was opened."""
        if "records" in self.__dict__:
            self.records.close()


def is_file(name: str) -> bool:
    """Return whether a scenario was named by a file, not by its id."""
    return name.endswith((".yaml", ".yml"))


def _say_on_stderr(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
