"""The library: folders of scenario files, read once and kept in a cache by content.

Reading and checking YAML costs milliseconds a file; a library of a thousand files is listed from the cache in
well under a second. The cache is only a copy: deleting it loses nothing.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from dialogues.lint.check import problems_of
from dialogues.lint.diagnostics import is_error
from dialogues.model import Scenario, ScenarioCard
from dialogues.reader import ScenarioFile, content_hash, read_scenario_bytes
from dialogues.translation import belongs, coverage, read_table, table_path, translated
from scoring.manual.manual import Manual
from scoring.strict_yaml import Place, Problem

SHIPPED = Path(__file__).parent / "scenarios"
_FORMAT = "5"  # raise when the model changes, so that old cache files are not read


class Listed(msgspec.Struct, frozen=True):
    """One file of the library: its card, or the problems that keep it from being played."""

    path: Path
    hash: str
    card: ScenarioCard | None
    problems: tuple[Problem, ...] = ()


class Loaded(msgspec.Struct, frozen=True):
    """A scenario to be played. english: "complete", "partly" or "none" (then Korean is shown)."""

    path: Path
    hash: str
    scenario: Scenario
    language: str
    english: str = "none"


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
        self._cache = cache
        self._paths: dict[str, Path] = {}

    def files(self) -> list[Path]:
        """Return every scenario file, translations left out."""
        found = (path for folder in self._folders for path in sorted(folder.rglob("*.yaml")))
        return [path for path in found if is_scenario_file(path) and path.is_file()]

    def listing(self) -> list[Listed]:
        """Return every file with its card or its problems, in the order of the folders; an id stands once."""
        found: dict[str, Listed] = {}
        for item in map(self._listed, self.files()):
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
        raw = path.read_bytes()
        return _in_language(Loaded(path, content_hash(raw), self._scenario(raw, path), "ko"), language)

    def _path_of(self, name: str, look_again: bool) -> Path | None:
        """Return the file of an id as listed last; a broken file is found by its name."""
        if look_again or not self._paths:
            self._paths = {item.card.scenario if item.card else item.path.stem: item.path for item in self.listing()}
        path = self._paths.get(name)
        return path if path and path.is_file() else None

    def _near(self, name: str) -> list[str]:
        known = [item.card.scenario for item in self.listing() if item.card]
        words = set(name.split("-"))
        return sorted(known, key=lambda known_name: -len(words & set(known_name.split("-"))))[:3]

    def _listed(self, path: Path) -> Listed:
        try:
            raw = path.read_bytes()
        except OSError as error:
            return Listed(path, "", None, (Problem("D015", Place(), {"reason": error.strerror or ""}),))
        digest = content_hash(raw)
        cached = self._cached(digest)
        if cached is not None:
            return Listed(path, digest, msgspec.msgpack.decode(cached, type=ScenarioCard))
        file = self._read(raw, path)
        if file.scenario is None:
            return Listed(path, digest, None, tuple(file.problems))
        return Listed(path, digest, msgspec.convert(file.scenario, ScenarioCard, from_attributes=True))

    def _scenario(self, raw: bytes, path: Path) -> Scenario:
        cached = self._cached(content_hash(raw))
        if cached is not None:
            return msgspec.msgpack.decode(cached, type=Scenario)
        file = self._read(raw, path)
        if file.scenario is None:
            raise BrokenScenarioError(file)
        return file.scenario

    def _read(self, raw: bytes, path: Path) -> ScenarioFile:
        """Read and check a file; only a sound scenario is kept in the cache, so what is cached is sound."""
        file = read_scenario_bytes(raw, path)
        errors = [problem for problem in problems_of(file, self._manual) if is_error(problem)]
        if errors or file.scenario is None:
            return msgspec.structs.replace(file, scenario=None, problems=errors)
        self._keep(file.hash, msgspec.msgpack.encode(file.scenario))
        return file

    def _cached(self, digest: str) -> bytes | None:
        if self._cache is None:
            return None
        try:
            kept = self._cache_file(digest).read_bytes()
        except OSError:
            return None
        checksum, packed = kept[:32], kept[32:]
        return packed if hashlib.sha256(packed).digest() == checksum else None

    def _keep(self, digest: str, packed: bytes) -> None:
        """Write a cache file whole or not at all; a cache that cannot be written is only slower."""
        if self._cache is None:
            return
        file = self._cache_file(digest)
        half = file.with_suffix(f".{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            half.write_bytes(hashlib.sha256(packed).digest() + packed)
            half.replace(file)
        except OSError:
            with contextlib.suppress(OSError):
                half.unlink()

    def _cache_file(self, digest: str) -> Path:
        assert self._cache is not None
        return self._cache / f"{digest[:32]}-{self._manual.hash[:16]}.{_FORMAT}.msgpack"


def is_scenario_file(path: Path) -> bool:
    """Return whether a YAML file is a scenario: translations have a language before the ending."""
    return "." not in path.stem


def _in_language(loaded: Loaded, language: str) -> Loaded:
    if language == "ko":
        return loaded
    path = table_path(loaded.path, language)
    table = read_table(path)[0] if path.is_file() else None
    if table is None or not belongs(table, loaded.scenario, language):
        return loaded
    state = "complete" if coverage(loaded.scenario, table).complete else "partly"
    # The table is part of what the trainee met, so it is part of the identity.
    digest = content_hash(loaded.hash.encode() + path.read_bytes())
    return Loaded(loaded.path, digest, translated(loaded.scenario, table), language, state)
