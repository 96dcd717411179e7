"""ink beside our linter: stories compiled and played by chance with npm's inkjs, where node and npm are present.

inkjs (MIT) is fetched once into build/, in the version and with the checksum of benchmarks/faults/package-lock.json.
"""

import shutil
import subprocess
from pathlib import Path

import msgspec

_DATA = Path(__file__).parent / "faults"
_CACHE = Path(__file__).parent.parent / "build" / "inkjs"
_LONGEST = 300  # seconds
RUNS = 10_000
MOST_CHOICES = 1_000


class NoInkError(Exception):
    """ink cannot be asked here; the text says why."""


class Played(msgspec.Struct, frozen=True):
    """What a player by chance met.

    errors: each with the number of runs that met it first. endless: the number of the first run that was not over after
    `MOST_CHOICES` choices, at which the test ends; 0 where there was none. unmet: knots never entered and choices never
    shown.
    """

    errors: dict[str, int]
    endless: int
    unmet: tuple[str, ...]

    @property
    def caught(self) -> bool:
        """Return whether anything was met that an author would look into."""
        return bool(self.errors or self.endless or self.unmet)


class Said(msgspec.Struct, frozen=True):
    """What ink says of one story: the compiler's errors and warnings; played is None where it did not compile."""

    messages: tuple[str, ...]
    played: Played | None


def versions() -> str:
    """Return the versions of what is asked, for the heading. Raises NoInkError."""
    package = msgspec.json.decode((_fetched() / "package.json").read_bytes())
    return f"inkjs {package['version']}, node {_run([_tool('node'), '--version']).strip()}"


def said_of(stories: dict[str, Path]) -> dict[str, Said]:
    """Return what ink says of some stories, by the same names. Raises NoInkError."""
    _fetched()
    player = [_tool("node"), str(_DATA / "player.mjs"), str(_CACHE), str(RUNS), str(MOST_CHOICES)]
    answer = _run([*player, *map(str, stories.values())])
    return dict(zip(stories, msgspec.json.decode(answer, type=list[Said]), strict=True))


def _fetched() -> Path:
    """Return the folder of inkjs, which npm fills the first time and whenever the version here has changed."""
    package, lock = _CACHE / "node_modules" / "inkjs", _CACHE / "package-lock.json"
    wanted = (_DATA / "package-lock.json").read_bytes()
    if not (package / "package.json").is_file() or lock.read_bytes() != wanted:
        npm = _tool("npm")
        _CACHE.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(_DATA / name, _CACHE / name)
        _run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(_CACHE)])
    return package


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise NoInkError(f"{name} is not installed")
    return found


def _run(command: list[str]) -> str:
    name = Path(command[0]).name
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=_LONGEST)
    except subprocess.TimeoutExpired as error:
        raise NoInkError(f"{name} did not answer within {_LONGEST} s") from error
    if done.returncode:
        raise NoInkError(f"{name} failed: {' '.join(done.stderr.split())[:80]}")
    return done.stdout
