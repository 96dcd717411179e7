"""Eight faults put into a clean scenario: what our linter says of each, beside what ink says of the same story.

The scenario, the story and the faults are data: benchmarks/faults/.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks import ink
from dialogues.lint.files import lint_files
from scoring import strict_yaml, typed_data
from scoring.manual.reader import shipped_manual

CLEAN = "(clean)"  # stands where the name of a fault would
_DATA = Path(__file__).parent / "faults"
_NOTHING = "-"
_WIDTHS = (18, 12)


class Edit(msgspec.Struct, frozen=True):
    """A change of a text: `old` becomes `new` wherever it stands."""

    old: str
    new: str

    def made_in(self, text: str) -> str:
        """Return the changed text. Raises ValueError where there is nothing to change."""
        if self.old not in text:
            raise ValueError(f"nowhere in the text: {self.old!r}")
        return text.replace(self.old, self.new)


class Fault(msgspec.Struct, frozen=True):
    """One fault. codes: any of these from the linter catches it."""

    about: str
    codes: tuple[str, ...]
    scenario: Edit
    ink: Edit


class FaultsFile(msgspec.Struct, frozen=True):
    """The file `faults.yaml`."""

    faults: dict[str, Fault]


def seeded() -> dict[str, Fault]:
    """Return the eight faults by their names."""
    file, problems = typed_data.build(strict_yaml.read_file(_DATA / "faults.yaml"), FaultsFile)
    if file is None:
        raise ValueError(f"faults.yaml: {problems}")
    return file.faults


def scenarios() -> dict[str, str]:
    """Return the clean scenario and, by the name of its fault, each faulty one."""
    clean = (_DATA / "clean.yaml").read_text(encoding="utf-8")
    return {CLEAN: clean, **{name: fault.scenario.made_in(clean) for name, fault in seeded().items()}}


def stories() -> dict[str, str]:
    """Return the same in ink."""
    clean = (_DATA / "clean.ink").read_text(encoding="utf-8")
    return {CLEAN: clean, **{name: fault.ink.made_in(clean) for name, fault in seeded().items()}}


def codes_of(scenario: str, folder: Path) -> list[str]:
    """Return the codes the linter has for a scenario, in the order of the file. folder: where it may be written."""
    file = folder / "clean.yaml"  # a file is named after its scenario
    file.write_text(scenario, encoding="utf-8")
    return [found.code for found in lint_files([file], shipped_manual(), "en")]


def run() -> None:
    """Print a line for each fault, and how many of them were caught by whom."""
    with tempfile.TemporaryDirectory() as folder:
        codes = {name: codes_of(text, Path(folder)) for name, text in scenarios().items()}
        try:
            said, heading = ink.said_of(_written(stories(), Path(folder))), ink.versions()
        except ink.NoInkError as error:
            said, heading = {}, str(error)
    print(f"faults   {_cells('', 'minwon')}ink ({heading})")
    for name, found in codes.items():
        print(f"         {_cells(name, ' '.join(found) or _NOTHING)}{' | '.join(_of_ink(said.get(name)))}")
    print(f"         {_cells('caught', _caught(codes))}{_caught_by_ink(said)}")


def _written(texts: dict[str, str], folder: Path) -> dict[str, Path]:
    files = {name: folder / f"{number}.ink" for number, name in enumerate(texts)}
    for name, file in files.items():
        file.write_text(texts[name], encoding="utf-8")
    return files


def _cells(*texts: str) -> str:
    return "".join(text.ljust(width) for text, width in zip(texts, _WIDTHS, strict=True))


def _of_ink(said: ink.Said | None) -> Iterator[str]:
    """Yield what the compiler said and what a player by chance met."""
    if said is None:
        yield _NOTHING
        return
    yield from map(_first_sentence, said.messages or ["compiler: -"])
    if said.played is None:
        yield "does not compile"
    elif not said.played.caught:
        yield f"{ink.RUNS:,} random runs: -"
    else:
        yield from _of_player(said.played)


def _first_sentence(message: str) -> str:
    """Leave out the advice; ink has no name for a story that is not in a file of its own."""
    return message.partition(". ")[0].replace("'null' ", "")


def _of_player(played: ink.Played) -> Iterator[str]:
    yield from (
        f"{number:,} of {ink.RUNS:,} runs: {_first_sentence(message)}" for message, number in played.errors.items()
    )
    if played.endless:
        yield f"run {played.endless} is not over after {ink.MOST_CHOICES:,} choices"
    if played.unmet:
        yield f"never met in {ink.RUNS:,} runs: {', '.join(played.unmet)}"


def _caught(codes: dict[str, list[str]]) -> str:
    faults = seeded()
    caught = sum(not set(fault.codes).isdisjoint(codes[name]) for name, fault in faults.items())
    return f"{caught} of {len(faults)}"


def _caught_by_ink(said: dict[str, ink.Said]) -> str:
    if not said:
        return _NOTHING
    faulty = [one for name, one in said.items() if name != CLEAN]
    compiler = sum(bool(one.messages) for one in faulty)
    both = sum(bool(one.messages) or (one.played is not None and one.played.caught) for one in faulty)
    return f"the compiler {compiler} of {len(faulty)}, with the random runs {both} of {len(faulty)}"
