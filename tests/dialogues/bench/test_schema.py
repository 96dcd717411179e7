"""The schema agrees with the program: the committed file, the shipped scenarios, what the reader takes and refuses."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import yaml

from dialogues.bench.schema import scenario_schema, schema_text, schema_words
from dialogues.bench.starter import Wanted, pairs, starter_text
from dialogues.lint.check import problems_of
from dialogues.lint.diagnostics import is_error
from dialogues.model import Scenario
from scoring import strict_yaml
from scoring.manual.reader import shipped_manual
from tests.dialogues.shipped_files import each_file
from tests.dialogues.small_scenarios import FULL, SMALL, changed, file_of
from tests.tools import ROOT

COMMITTED = ROOT / "docs" / "scenario.schema.json"
VALIDATOR = jsonschema.Draft7Validator(scenario_schema(shipped_manual()))


def faults_of(text: str) -> list[str]:
    """Return what the schema finds wrong: as our reader sees the file, and as an editor does."""
    as_reader: Any = strict_yaml.read_text(text).content
    as_editor: Any = yaml.load(text, Loader=yaml.CSafeLoader)
    return [
        f"{error.json_path}: {error.message}"
        for content in (as_reader, as_editor)
        for error in VALIDATOR.iter_errors(content)
    ]


def is_refused_by_the_linter(text: str) -> bool:
    return any(is_error(problem) for problem in problems_of(file_of(text), shipped_manual()))


# The schema itself


def test_the_committed_schema_is_what_the_program_makes() -> None:
    """After a change of the model or the manual: MINWON_LANG=ko minwon schema --output docs/scenario.schema.json."""
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(shipped_manual(), "ko")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_schema_is_a_schema(language: str) -> None:
    schema = scenario_schema(shipped_manual(), language)
    jsonschema.Draft7Validator.check_schema(schema)
    assert json.loads(schema_text(shipped_manual(), language)) == schema


def test_every_field_of_the_model_is_described_in_both_languages() -> None:
    _, parts = msgspec.json.schema_components([Scenario])
    words = schema_words().structs
    assert {name: set(part["properties"]) for name, part in parts.items()} == {
        name: set(struct.fields) for name, struct in words.items()
    }
    every = [struct.about for struct in words.values()]
    every += [field.about for struct in words.values() for field in struct.fields.values()]
    every += list(schema_words().values.values())
    assert all(text.ko and text.en for text in every)


def test_every_property_says_what_it_is() -> None:
    schema = scenario_schema(shipped_manual())
    parts = [schema, *(part for part in schema["definitions"].values() if part.get("description"))]
    assert len(parts) > 9
    for part in parts:
        assert all(field["description"] for field in part["properties"].values())


def test_names_of_the_manual_are_offered_with_their_meaning() -> None:
    definitions, manual = scenario_schema(shipped_manual())["definitions"], shipped_manual()
    assert definitions["steps"]["enum"] == list(manual.steps)
    assert definitions["faults"]["enum"] == list(manual.faults)
    assert definitions["conducts"]["enum"] == list(manual.conducts)
    assert {"threaten", "threaten(1)", "threaten(3)", "insult"} <= set(definitions["acts"]["enum"])
    assert not {"threaten(4)", "insult(1)"} & set(definitions["acts"]["enum"])
    for names in ("steps", "faults", "conducts", "acts"):
        assert len(definitions[names]["enum"]) == len(definitions[names]["enumDescriptions"])
    warn = definitions["steps"]["enum"].index("warn")
    assert definitions["steps"]["enumDescriptions"][warn].startswith("경고: ")


# What it takes


@each_file
def test_every_shipped_scenario_is_valid(path: Path) -> None:
    assert faults_of(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("pair", sorted(pairs()), ids="-".join)
def test_every_starter_is_valid(pair: tuple[str, str]) -> None:
    wanted = msgspec.convert({"id": "x", "title": "제목", "channel": pair[0], "conduct": pair[1]}, Wanted)
    assert faults_of(starter_text(wanted, shipped_manual(), "s.json")) == []


@pytest.mark.parametrize("text", [SMALL, FULL.replace("goto: [{to: room, when: anger > 200}]", "goto: room")])
def test_the_small_scenarios_are_valid(text: str) -> None:
    assert faults_of(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("goals: [먼저 듣는다.]", "goals: 먼저 듣는다."),
        ("    says: 오 분밖에 안 됐어요.", "    says: [오 분밖에 안 됐어요.]"),
        ("acts: [complain]", "acts: complain"),
        ("        steps: [listen, empathise]\n", "        steps: listen\n"),
        ("{to: insults, when: anger >= 70}, {to: explains}]", "{to: insults, when: anger >= 70}, explains]"),
        ("effect: {anger: +15}", 'effect: {anger: "+15"}'),
        ("effect: {anger: +15}", "effect: {anger: -15}"),
        ("version: 1", "version: '1'"),
        ("legitimate: true", "legitimate: 'false'"),
        ("title: 작은 전화", "title: 2026-01-05"),
        ("title: 작은 전화", "title: 119"),
        ("title: 작은 전화", "title: NO"),
        ("    scene: 목소리가 커진다.", "    scene:"),
        ("acts: [insult]", "acts: [insult, threaten(2)]"),
        ("start: opening", "role: lead\nseconds_per_turn: 5\ncase: {filings: 3, mass: true}\nstart: opening"),
    ],
)  # fmt: skip
def test_whatever_the_reader_takes_is_valid(old: str, new: str) -> None:
    text = changed(old, new)
    assert file_of(text).problems == []
    assert [fault for fault in faults_of(text) if "datetime" not in fault] == []


# What it refuses


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: 작은 전화\n", ""),
        ("title: 작은 전화\n", "titel: 작은 전화\n"),
        ("channel: phone", "channel: telephone"),
        ("family: abuse", "family: rude"),
        ("sector: traffic", "sector: moon"),
        ("conduct: [verbal_abuse]", "conduct: [verbal]"),
        ("difficulty: 1", "difficulty: 6"),
        ("difficulty: 1", "difficulty: easy"),
        ("minutes: 3", "minutes: 0"),
        ("anger: 60, trust", "anger: 160, trust"),
        ("legitimate: true", "legitimate: yep"),
        ("scenario: small-call", "scenario: Small_Call"),
        ("id: hear-out", "id: Hear Out"),
        ("  opening:\n", "  Opening State:\n"),
        ("steps: [listen, empathise]", "steps: [listen, emphatise]"),
        ("faults: [dismiss_feelings]", "faults: [dismiss]"),
        ("acts: [complain]", "acts: [complaining]"),
        ("acts: [raise_voice]", "acts: [threaten(4)]"),
        ("effect: {anger: +15}", "effect: {rage: +15}"),
        ("effect: {anger: +15}", "effect: {anger: a lot}"),
        ("        say: 말씀해 주세요.\n", ""),
        ("        say: 말씀해 주세요.\n", "        say: 말씀해 주세요.\n        do: 듣는다.\n"),
        ("        goto: explains\n        why: 먼저", "        why: 먼저"),
        ("        goto: explains\n        why: 먼저", "        goto: {to: explains}\n        why: 먼저"),
        ("        goto: explains\n        why: 먼저", "        goto: []\n        why: 먼저"),
        ("after: {seconds: 20, goto: insults}", "after: {seconds: 20}"),
        ("after: {seconds: 20, goto: insults}", "after: {seconds: 601, goto: insults}"),
        ("phase: after", "phase: later"),
        ("outcome: resolved", "outcome: fine"),
        ("others: [{by: lead,", "others: [{by: boss,"),
        ("  notify_recording: {says: 녹음하세요.}", "  press_bell: {says: 녹음하세요.}"),
        ("      warn: {says: 경고요?", "      ask_to_leave: {says: 경고요?"),
        ("  notify_recording: {says: 녹음하세요.}", "  greet: {says: 녹음하세요.}"),
        ("counters: {calls: 0}", "counters: {calls: none}"),
    ],
)  # fmt: skip
def test_wrong_examples_are_refused_and_rightly_so(old: str, new: str) -> None:
    text = changed(old, new)
    assert faults_of(text) != []
    assert is_refused_by_the_linter(text), "the schema is no stricter than the program"


@pytest.mark.parametrize("channel", ["visit", "online"])
def test_an_action_is_refused_only_on_a_channel_that_does_not_have_it(channel: str) -> None:
    text = changed("  notify_recording: {says: 녹음하세요.}", "  press_bell: {says: 눌러요?}")
    text = text.replace("channel: phone", f"channel: {channel}")
    assert (faults_of(text) == []) == (channel == "visit")


LIMITS = [
    (name, field, limit, limit + step)
    for name, struct in schema_words().structs.items()
    for field, words in struct.fields.items()
    for limit, step in ((words.least, -1), (words.most, 1))
    if limit is not None
]
PLACES = {
    ("Scenario", "seconds_per_turn"): ("start: opening", "seconds_per_turn: {}\nstart: opening"),
    ("State", "minute"): ("    scene: 목소리가 커진다.", "    scene: 목소리가 커진다.\n    minute: {}"),
    ("Option", "seconds"): (
        "        say: 욕설은 멈춰 주세요.",
        "        say: 욕설은 멈춰 주세요.\n        seconds: {}",
    ),
    ("Silence", "seconds"): ("after: {seconds: 20", "after: {{seconds: {}"),
    ("Complainant", "anger"): ("anger: 60", "anger: {}"),
    ("Complainant", "trust"): ("trust: 30", "trust: {}"),
    ("Complainant", "fear"): ("fear: 20", "fear: {}"),
    ("Scenario", "version"): ("version: 1", "version: {}"),
    ("Scenario", "difficulty"): ("difficulty: 1", "difficulty: {}"),
    ("Scenario", "intensity"): ("intensity: 2", "intensity: {}"),
    ("Scenario", "minutes"): ("minutes: 3", "minutes: {}"),
}


@pytest.mark.parametrize(("struct", "field", "inside", "outside"), LIMITS)
def test_limits_are_those_of_the_linter(struct: str, field: str, inside: int, outside: int) -> None:
    old, new = PLACES[struct, field]
    within, beyond = changed(old, new.format(inside)), changed(old, new.format(outside))
    assert faults_of(within) == []
    assert not is_refused_by_the_linter(within)
    assert faults_of(beyond) != []
    assert is_refused_by_the_linter(beyond)
