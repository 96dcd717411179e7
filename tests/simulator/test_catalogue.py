"""Every text a user sees: there in both languages, used rightly by the source, readable in a Korean terminal."""

import ast
import io
import re
import string
import typing
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from dialogues.bench.exchange import FlawCode
from dialogues.bench.exploration import TrapKind
from dialogues.course import Part
from dialogues.following import DepartureKind
from dialogues.lint.diagnostics import Severity
from dialogues.model import FAMILIES, METERS, Sector
from scoring.evidence import Grade
from scoring.manual.model import Need, Stage
from scoring.manual.reader import shipped_manual
from scoring.rules.model import DIMENSIONS, VERDICTS, Rule
from scoring.trace import Channel, Outcome, Role
from simulator.aftermath import QUESTIONS
from simulator.commands.group import COMMANDS
from simulator.diagnosis import examine
from simulator.people.erasing import RunsFate
from simulator.people.roster import COLUMNS, PersonRole
from simulator.plain.audit_log import ACTIONS as AUDITED
from simulator.plain.manual.index import TABLES
from simulator.plain.manual.words import AMOUNTS, YES_OR_NO
from simulator.records.model import Mode
from simulator.records.retention import KINDS
from simulator.records.verifying import FlawKind
from simulator.screens.home import MENU
from simulator.screens.write_panes import PANES
from simulator.screens.write_run import VERBS
from simulator.texts import active_language, count, say, use_language
from simulator.texts.catalogue import FOLDER, LANGUAGES, language_from_environment
from simulator.workplace import Workplace
from tests.tools import ROOT

SOURCES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted((ROOT / "simulator").rglob("*.py"))}
KEY = re.compile(r"[a-z-]+(\.[a-zA-Z0-9_-]+)+")
LOOKALIKES = {"app.tcss", "app.person", "app.focus_next", "app.focus_previous"}  # written like a key, but no text


def values(kind: object) -> tuple[str, ...]:
    """Return the values of a Literal type."""
    return typing.get_args(kind)


def screens() -> list[str]:
    """Return the names of the pages, as their modules give them."""
    found = [re.search(r'^    NAME = "(.+)"', file.read_text(encoding="utf-8"), re.MULTILINE) for file in SOURCES]
    return [name[1] for name in found if name]


FILTERS: dict[str, tuple[str, ...]] = {
    "family": FAMILIES,
    "channel": values(Channel),
    "sector": values(Sector),
    "difficulty": tuple("12345"),
    "intensity": tuple("123"),
}
PALETTE = ("practise", "courses", "history", "manual", "home", "theme", "help", "quit")

# What every key that the source puts together can become; the checks of `doctor` have a test of their own.
DYNAMIC: dict[str, tuple[str, ...]] = {
    "actor.{}": values(Role),
    "amount.{}": AMOUNTS,
    "audit-log.did.{}": AUDITED,
    "briefing.{}": values(Mode),
    "channel.{}": values(Channel),
    "cli.{}.short": COMMANDS,
    "cli.{}.help": COMMANDS,
    "cool-down.{}": ("fine", "breathe", "help"),
    "courses.{}": values(Part),
    "dimension.{}": DIMENSIONS,
    "doctor.{}": (),
    "doctor.{}.advice": (),
    "explore.never-{}": ("states", "hidden", "options", "actions", "edges", "endings"),
    "explore.run.{}": ("best", "worst", "passing", "failing"),
    "explore.trap.{}": values(TrapKind),
    "explore.what.{}": ("states", "options", "actions", "edges", "endings"),
    "family.{}": FAMILIES,
    "feedback.{}": ("why", "impact", "better"),
    "figure.{}": tuple({name for standard in shipped_manual().standards.values() for name in standard.numbers}),
    "filter.{}": tuple(FILTERS),
    "grade.{}": values(Grade),
    "grade.{}.source": values(Grade),
    "hard.{}": ("fail", "major", "minor"),
    "help.{}": tuple(screens()),
    "home.{}": MENU,
    "input.{}": ("option", "action", "undo", "ended", "turn"),
    "intensity.{}": FILTERS["intensity"],
    "key.to-{}": PANES,
    "kind.{}": tuple(kind.__struct_config__.tag for kind in typing.get_args(Rule)),
    "level.{}": ("very-high", "high", "middle", "low", "very-low"),
    "manual.{}": TABLES,
    "meter.{}": METERS,
    "mode.{}": values(Mode),
    "need.{}": values(Need),
    "new.ask.{}": ("channel", "conduct", "title", "sector", "legitimate", "id"),
    "outcome.{}": values(Outcome),
    "overlay.{}": tuple(f"M{number}" for number in range(101, 111)),
    "page.{}": tuple(screens()),
    "palette.{}": PALETTE,
    "palette.{}.about": PALETTE,
    "people.column.{}": (*COLUMNS, "line", "column", "fault", "value"),
    "people.fate.{}": values(RunsFate),
    "people.pin.{}": ("none", "set", "locked"),
    "people.role.{}": values(PersonRole),
    "problem.new-{}": ("channel", "conduct", "sector"),
    "problem.new-{}-missing": ("channel", "conduct"),
    "reflection.{}": QUESTIONS,
    "retention.{}": KINDS,
    "retention.limit-{}": ("d", "m", "y"),
    "resume.{}": values(DepartureKind),
    "sector.{}": values(Sector),
    "severity.{}": values(Severity),
    "stage.{}": values(Stage),
    "texts.flaw.{}": values(FlawCode),
    "verdict.{}": VERDICTS,
    "when.{}": tuple(f"{field}-{answer}" for field in YES_OR_NO for answer in ("yes", "no")),
    "write.both-{}": ("mine", "theirs", "later"),
    "write.failed-{}": ("again", "elsewhere", "later"),
    "write.leave-{}": ("save", "throw", "stay"),
    "write.left-{}": ("unsaved", "file"),
    "write.pane.{}": PANES,
    "write.read-only-{}": ("copy", "read"),
    "write.verb.{}": VERBS,
    "{}.{}": (),  # a filter and its value
    "verify.{}": values(FlawKind),
}
MADE = {pattern.replace("{}", name) for pattern, names in DYNAMIC.items() for name in names}
MADE |= {f"{name}.{value}" for name, choices in FILTERS.items() for value in choices}


def checks_of_doctor() -> set[str]:
    """Return the keys of everything `doctor` looks at. It opens the records, so only a test may ask."""
    workplace = Workplace()
    names = [check.name for check in examine(workplace)]
    workplace.close()
    return {f"doctor.{name}" for name in names} | {f"doctor.{name}.advice" for name in names}


def catalogue(language: str, domain: str = "minwon") -> Catalog:
    """Read one .po file."""
    with (FOLDER / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as stream:
        return read_po(stream)


def entries(catalogue: Catalog) -> dict[str, tuple[str, ...]]:
    """Return the forms of every text by its key."""
    found = {}
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key:
            found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return found


TEXTS = {language: entries(catalogue(language)) for language in LANGUAGES}
EVERY_TEXT = [(language, key, text) for language in TEXTS for key in TEXTS[language] for text in TEXTS[language][key]]


def gaps(text: str) -> set[str]:
    """Return the names of a text's gaps, without their particles."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


# The catalogues


@pytest.mark.parametrize("domain", ["minwon", "click"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language: str, domain: str) -> None:
    """After editing a .po file: make texts."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language, domain))
    compiled.seek(0)
    with (FOLDER / language / "LC_MESSAGES" / f"{domain}.mo").open("rb") as stream:
        assert entries(read_mo(stream)) == entries(read_mo(compiled))


def test_both_languages_have_the_same_keys() -> None:
    assert set(TEXTS["ko"]) == set(TEXTS["en"])


def test_both_languages_have_the_same_gaps() -> None:
    different = {
        key: (gaps(korean), gaps(english))
        for key in TEXTS["ko"]
        for korean in TEXTS["ko"][key]
        for english in TEXTS["en"].get(key, ())
        if gaps(korean) != gaps(english)
    }
    assert different == {}


def test_no_text_is_empty() -> None:
    assert [(language, key) for language, key, text in EVERY_TEXT if not text.strip()] == []


def test_no_text_waits_for_a_translator() -> None:
    waiting = [message.id for language in LANGUAGES for message in catalogue(language) if message.id and message.fuzzy]
    assert waiting == []


def test_every_text_is_composed_and_of_sure_width() -> None:
    """Korean terminals draw letters of ambiguous width two cells wide, and everything after them shifts."""
    unsure = [
        (language, key, letter)
        for language, key, text in EVERY_TEXT
        for letter in text
        if unicodedata.east_asian_width(letter) == "A"
    ]
    assert unsure == []
    assert all(unicodedata.is_normalized("NFC", text) for _, _, text in EVERY_TEXT)


def test_english_texts_are_english() -> None:
    korean = {key for language, key, text in EVERY_TEXT if language == "en" and re.search("[가-힣]", text)}
    assert korean == {"doctor.width-sample"}, "only the sample of widths shows Hangul"


def test_only_korean_texts_have_particles_and_never_inside_quotes() -> None:
    with_particle = [(language, text) for language, _, text in EVERY_TEXT if re.search(r"\{\w+:", text)]
    assert with_particle
    assert [text for language, text in with_particle if language != "ko"] == []
    assert [text for _, text in with_particle if re.search(r"'\{\w+:[^}]*\}'", text)] == []


# The source


class Use(NamedTuple):
    """A place where the source names a text."""

    place: str
    function: str
    key: ast.expr
    gaps: set[str | None]


def uses() -> Iterator[Use]:
    """Return every place where the source names a text."""
    position = {"say": 0, "count": 0, "UserProblem": 0, "Binding": 2}
    for file, tree in SOURCES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in position:
                at = position[node.func.id]
                if len(node.args) > at:
                    given = {word.arg for word in node.keywords}
                    yield Use(f"{file.relative_to(ROOT)}:{node.lineno}", node.func.id, node.args[at], given)


def literals(expression: ast.AST) -> Iterator[str]:
    """Return the whole strings in an expression, those within f-strings left out."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        yield expression.value
        return
    for child in ast.iter_child_nodes(expression):
        if not (isinstance(expression, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from literals(child)


def pattern_of(expression: ast.JoinedStr) -> str:
    """Return an f-string with {} for everything that is put in."""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in expression.values)


def test_every_key_the_source_names_has_a_text() -> None:
    named = [(use.place, use.key.value) for use in uses() if isinstance(use.key, ast.Constant)]
    assert len(named) > 200, "the search for keys finds them"
    assert [(place, key) for place, key in named if key not in TEXTS["ko"]] == []


def test_every_string_that_looks_like_a_key_is_one() -> None:
    """Keys are also handed around before they are said."""
    prefixes = {key.partition(".")[0] for key in TEXTS["ko"]}
    found = {
        text
        for tree in SOURCES.values()
        for text in literals(tree)
        if KEY.fullmatch(text) and text.partition(".")[0] in prefixes
    }
    assert found - LOOKALIKES - set(TEXTS["ko"]) == set()


def test_every_key_the_source_puts_together_is_known_here() -> None:
    made = {pattern_of(use.key) for use in uses() if isinstance(use.key, ast.JoinedStr)}
    assert made - set(DYNAMIC) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_can_be_put_together_has_a_text(language: str) -> None:
    assert (MADE | checks_of_doctor()) - set(TEXTS[language]) == set()


def test_every_text_is_used() -> None:
    used = {text for tree in SOURCES.values() for text in literals(tree)}
    assert set(TEXTS["ko"]) - used - MADE - checks_of_doctor() == set()


def test_every_gap_is_filled() -> None:
    """A gap nobody fills would be a KeyError in front of the user."""
    missing = []
    for use in uses():
        if use.function != "Binding" and isinstance(use.key, ast.Constant):
            forms = TEXTS["ko"].get(str(use.key.value), ())
            filled = use.gaps | ({"number"} if use.function == "count" else set())
            missing += [(use.place, gaps(form) - filled) for form in forms if gaps(form) - filled]
    assert missing == []


# Saying them


def test_a_key_without_a_text_comes_back_as_itself() -> None:
    assert say("no.such-key") == "no.such-key"


@pytest.mark.parametrize(
    ("language", "number", "sentence"),
    [
        ("ko", 1, "시나리오 1개"), ("ko", 2, "시나리오 2개"),
        ("en", 0, "0 scenarios"), ("en", 1, "1 scenario"), ("en", 2, "2 scenarios"),
    ],
)  # fmt: skip
def test_a_number_has_its_form(language: str, number: int, sentence: str) -> None:
    use_language(language)
    assert active_language() == language
    assert count("scenarios.number", number) == sentence


@pytest.mark.parametrize(
    ("name", "object_", "subject", "topic", "direction"),
    [
        ("담당자", "를", "가", "는", "로"),
        ("팀장", "을", "이", "은", "으로"),
        ("서울", "을", "이", "은", "로"),
        ("주차 과태료 항의 전화", "를", "가", "는", "로"),
        ("구청(본관)", "을", "이", "은", "으로"),
        ("0", "을", "이", "은", "으로"),
        ("1", "을", "이", "은", "로"),
        ("2", "를", "가", "는", "로"),
        ("call-113", "을", "이", "은", "으로"),
        ("방 7", "을", "이", "은", "로"),
        ("시나리오 8", "을", "이", "은", "로"),
        ("9", "를", "가", "는", "로"),
        ("SQL", "을", "이", "은", "로"),
        ("VPN", "을", "이", "은", "으로"),
        ("PC", "를", "가", "는", "로"),
        ("KR_2024_DECREE", "를", "가", "는", "로"),
    ],
)
def test_particles_agree_with_the_sound_before_them(
    name: str, object_: str, subject: str, topic: str, direction: str
) -> None:
    """Quotes stand around the name; the particle follows them."""
    assert f"'{name}'{object_} " in say("problem.resume-manual", title=name, kept="")
    assert f"'{name}'{subject} " in say("problem.manual-unknown", name=name)
    assert f"'{name}'{topic} " in say("input.action", name=name)
    assert f"'{name}'{direction} " in say("problem.attempt-unknown", name=name)


@pytest.mark.parametrize("name", ["{name}", "{0}", "%s", "{{씨발}}", "a}b{"])
def test_what_fills_a_gap_is_left_as_it_is(name: str) -> None:
    assert name in say("problem.attempt-unknown", name=name)


# Whose language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "ko"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "ko"),
        ({"LANG": "de_DE.UTF-8"}, "ko"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "MINWON_LANG": "en"}, "en"),
        ({"LANG": "en_US.UTF-8", "MINWON_LANG": "ko"}, "ko"),
        ({"LANG": "en_US.UTF-8", "MINWON_LANG": "fr"}, "ko"),
    ],
)
def test_the_language_is_the_systems(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for variable in ("MINWON_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert language_from_environment() == language
