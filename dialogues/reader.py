"""From a scenario file to a `Scenario`: all errors of the file at once, each with its place."""

import hashlib
from pathlib import Path

import msgspec

from dialogues.model import Scenario
from scoring import strict_yaml, typed_data
from scoring.strict_yaml import Document, Plain, Problem


class ScenarioFile(msgspec.Struct, frozen=True):
    """What came of reading one file.

    hash: SHA-256 of the content with line ends made equal, so that Windows and Linux agree.
    scenario is None when anything was wrong; document is None when it was not even YAML.
    """

    path: Path
    hash: str
    scenario: Scenario | None
    document: Document | None
    problems: list[Problem]


def content_hash(raw: bytes) -> str:
    """Return the identity of a file's content, whatever its line ends."""
    return hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()


def read_scenario(path: Path) -> ScenarioFile:
    """Read one file. Raises OSError when it cannot be opened; everything else is a problem in the result."""
    return read_scenario_bytes(path.read_bytes(), path)


def read_scenario_bytes(raw: bytes, path: Path) -> ScenarioFile:
    """Read the bytes of a scenario file; `path` is only its name in messages."""
    digest = content_hash(raw)
    try:
        document = strict_yaml.read_bytes(raw)
    except strict_yaml.UnreadableError as error:
        return ScenarioFile(path, digest, None, None, error.problems)
    document = strict_yaml.composed(msgspec.structs.replace(document, content=_spelt_out(document.content)))
    scenario, problems = typed_data.build(document, Scenario)
    return ScenarioFile(path, digest, scenario, document, problems)


def _spelt_out(plain: Plain, field: str = "") -> Plain:
    """Spell out the short form of edges: `goto: insults` means `goto: [{to: insults}]`."""
    if isinstance(plain, dict):
        return {key: _spelt_out(value, key) for key, value in plain.items()}
    if isinstance(plain, list):
        items = [_spelt_out(item) for item in plain]
        return [{"to": item} if isinstance(item, str) else item for item in items] if field == "goto" else items
    return [{"to": plain}] if field == "goto" else plain
