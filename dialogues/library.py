"""The library: folders of scenario files, read once and kept in a cache by content.

Reading and checking YAML costs milliseconds a file; a library of a thousand files is listed from the cache in
well under a second. The cache is only a copy: deleting it loses nothing.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from dialogues.cache import Cache
from dialogues.lint.check import problems_of
from dialogues.lint.diagnostics import is_error
from dialogues.model import Scenario, ScenarioCard
from dialogues.reader import ScenarioFile, content_hash, read_scenario_bytes
from dialogues.translation import belongs, coverage, read_table_bytes, table_path, translated
from scoring.manual.manual import Manual
from scoring.strict_yaml import Place, Problem

SHIPPED = Path(__file__).parent / "scenarios"
_FORMAT = "8"  # raise when the model changes, so that old cache files are not read


English = Literal["none", "partly", "complete"]


class Listed(msgspec.Struct, frozen=True):
    """One file of the library: its card in the language asked for, or the problems that keep it from being played."""

    path: Path
    card: ScenarioCard | None
    problems: tuple[Problem, ...] = ()
    english: English = "none"


class Loaded(msgspec.Struct, frozen=True):
    """A scenario to be played, in the language it is told in. hash: of everything the trainee meets."""

    path: Path
    hash: str
    scenario: Scenario
    language: str
    english: English = "none"


class _Told(msgspec.Struct, frozen=True):
    """What the cache keeps of a scenario in one language."""

    hash: str
    scenario: Scenario
    language: str
    english: English


class _ToldCard(msgspec.Struct, frozen=True):
    """The same, read without the states."""

    scenario: ScenarioCard
    english: English


class UnknownScenarioError(LookupError):
    """No scenario of that id; `near` are ids like it."""

    def __init__(self, name: str, near: list[str]) -> None:
        super().__init__(name)
        self.name = name
        self.near = near


class BrokenScenarioError(ValueError):
    """The file has errors and cannot be played."""

    def __init__(self, file: ScenarioFile) -> None:
        super().__init__(str(file.path))
        self.file = file


class Library:
    """Scenario folders, the first one winning where an id stands in several.

    manual: what the scenarios are checked against; only sound ones can be loaded.
    cache: a folder of this program's own, or None to read every file anew.
    """

    def __init__(self, manual: Manual, folders: Iterable[Path] = (SHIPPED,), cache: Path | None = None) -> None:
        self._manual = manual
        self._folders = [folder for folder in folders if folder.is_dir()]
        self._cache = Cache(cache)
        self._paths: dict[str, Path] = {}

    def files(self) -> list[Path]:
        """Return every scenario file, translations left out."""
        found = (path for folder in self._folders for path in sorted(folder.rglob("*.yaml")))
        return [path for path in found if is_scenario_file(path) and path.is_file()]

    def listing(self, language: str = "ko") -> list[Listed]:
        """Return every file with its card or its problems, in the order of the folders; an id stands once."""
        found: dict[str, Listed] = {}
        for item in (self._listed(path, language) for path in self.files()):
            found.setdefault(item.card.scenario if item.card else str(item.path), item)
        return list(found.values())

    def load(self, name: str, language: str = "ko") -> Loaded:
        """Return a scenario by its id, in a language.

        Raises UnknownScenarioError or BrokenScenarioError.
        """
        for look_again in (False, True):  # the files may have changed since they were listed
            path = self._path_of(name, look_again)
            loaded = self.load_file(path, language) if path else None
            if loaded and loaded.scenario.scenario == name:
                return loaded
        raise UnknownScenarioError(name, self._near(name))

    def load_file(self, path: Path, language: str = "ko") -> Loaded:
        """Return the scenario of a file, wherever it stands. Raises BrokenScenarioError or OSError."""
        raw, table = path.read_bytes(), _table_bytes(path, language)
        cached = self._cache.get(self._key(_identity(raw, table)))
        told = msgspec.msgpack.decode(cached, type=_Told) if cached else self._told(path, raw, table, language)
        return Loaded(path, told.hash, told.scenario, told.language, told.english)

    def _path_of(self, name: str, look_again: bool) -> Path | None:
        """Return the file of an id as listed last; a broken file is found by its name where no sound one has it."""
        if look_again or not self._paths:
            listing = sorted(self.listing(), key=lambda item: item.card is None)
            self._paths = {}
            for item in listing:
                self._paths.setdefault(item.card.scenario if item.card else item.path.stem, item.path)
        path = self._paths.get(name)
        return path if path and path.is_file() else None

    def _near(self, name: str) -> list[str]:
        known = [item.card.scenario for item in self.listing() if item.card]
        words = set(name.split("-"))
        return sorted(known, key=lambda known_name: -len(words & set(known_name.split("-"))))[:3]

    def _listed(self, path: Path, language: str) -> Listed:
        try:
            cached = self._cache.get(self._key(_identity(path.read_bytes(), _table_bytes(path, language))))
            if cached:
                told = msgspec.msgpack.decode(cached, type=_ToldCard)
                return Listed(path, told.scenario, english=told.english)
            loaded = self.load_file(path, language)
        except BrokenScenarioError as error:
            return Listed(path, None, tuple(error.file.problems))
        except OSError as error:
            return Listed(path, None, (Problem("D015", Place(), {"reason": error.strerror or ""}),))
        return Listed(
            path, msgspec.convert(loaded.scenario, ScenarioCard, from_attributes=True), english=loaded.english
        )

    def _told(self, path: Path, raw: bytes, table: bytes, language: str) -> _Told:
        """Read and check a file and lay its table over it; only what is sound is kept, so what is cached is sound."""
        file = read_scenario_bytes(raw, path)
        errors = [problem for problem in problems_of(file, self._manual) if is_error(problem)]
        if errors or file.scenario is None:
            raise BrokenScenarioError(msgspec.structs.replace(file, scenario=None, problems=errors))
        told = _Told(file.hash, file.scenario, "ko", "none")
        if table:
            told = _in_language(told, table, language, _identity(raw, table))
        self._cache.put(self._key(_identity(raw, table)), msgspec.msgpack.encode(told))
        return told

    def _key(self, identity: str) -> str:
        return f"{identity[:32]}-{self._manual.hash[:16]}.{_FORMAT}.msgpack"


def is_scenario_file(path: Path) -> bool:
    """Return whether a YAML file is a scenario: translations have a language before the ending."""
    return "." not in path.stem


def _table_bytes(path: Path, language: str) -> bytes:
    """Return the translation beside a file; nothing for Korean, or where there is none."""
    beside = table_path(path, language)
    return beside.read_bytes() if language != "ko" and beside.is_file() else b""


def _identity(raw: bytes, table: bytes) -> str:
    """Return the identity of what a trainee meets: the table is part of it."""
    return content_hash(content_hash(raw).encode() + table) if table else content_hash(raw)


def _in_language(told: _Told, raw_table: bytes, language: str, identity: str) -> _Told:
    """Lay a table over a scenario; one that cannot be read, or is another scenario's, changes nothing."""
    table = read_table_bytes(raw_table)[0]
    if table is None or not belongs(table, told.scenario, language):
        return told
    english: English = "complete" if coverage(told.scenario, table).complete else "partly"
    return _Told(identity, translated(told.scenario, table), language, english)
