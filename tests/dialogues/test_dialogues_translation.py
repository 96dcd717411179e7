"""Laying an English table over a scenario: keys, what is missing or stale, and Korean where it is."""

from pathlib import Path

import msgspec
import pytest

from dialogues.model import Scenario
from dialogues.translation import Coverage, TextsFile, coverage, read_table, table_path, texts_of, translated
from scoring.texts import Text
from tests.dialogues.small_scenarios import FULL, SMALL, scenario_of

RICH = SMALL.replace(
    "{says: 경고요?, acts",
    "{says: [경고요?, 뭐요?], why: 왜냐하면, impact: 그러면, better: 이렇게, "
    "others: [{by: lead, says: 잠시만요.}], acts",
)


@pytest.fixture
def scenario() -> Scenario:
    return scenario_of(RICH)


def _table(scenario: Scenario) -> TextsFile:
    """Return a complete table: every line is its own key in English."""
    texts = {key: Text(korean, f"EN {key}") for key, korean in texts_of(scenario).items()}
    return TextsFile("small-call", "en", texts)


def _without(table: TextsFile, *keys: str) -> TextsFile:
    return msgspec.structs.replace(table, texts={k: text for k, text in table.texts.items() if k not in keys})


def _with(table: TextsFile, key: str, text: Text) -> TextsFile:
    return msgspec.structs.replace(table, texts={**table.texts, key: text})


def test_every_text_has_its_stable_key(scenario: Scenario) -> None:
    texts = texts_of(scenario)
    expected = {
        "title": "작은 전화",
        "content-note": "거친 말을 듣습니다.",
        "goals/0": "먼저 듣는다.",
        "briefing/role": "교통과 담당자입니다.",
        "briefing/facts/0": "통지서가 나갔습니다.",
        "briefing/caller": "운전자입니다.",
        "complainant/name": "박OO",
        "opening/says/0": "이게 뭡니까?",
        "opening/says/1": "이거 왜 이래요?",
        "opening/hear-out/say": "말씀해 주세요.",
        "opening/cold-rule/why": "감정을 건너뛰었습니다.",
        "opening/cold-rule/impact": "더 화를 냅니다.",
        "opening/cold-rule/better": "말씀을 먼저 듣겠습니다.",
        "insults/scene": "목소리가 커진다.",
        "insults/others/0": "팀장입니다.",
        "insults/actions/warn/says/0": "경고요?",
        "insults/actions/warn/says/1": "뭐요?",
        "insults/actions/warn/why": "왜냐하면",
        "insults/actions/warn/impact": "그러면",
        "insults/actions/warn/better": "이렇게",
        "insults/actions/warn/others/0": "잠시만요.",
        "after-call/keep/do": "녹음을 저장한다.",
        "actions/notify_recording/says/0": "녹음하세요.",
        "calmed/says": "잘 끝났습니다.",
        "calmed/debrief": "잘 들었습니다.",
    }
    assert expected.items() <= texts.items()


@pytest.mark.parametrize("text", [RICH, FULL])
def test_the_keys_hold_every_korean_text_and_nothing_empty(text: str) -> None:
    scenario = scenario_of(text)
    texts = texts_of(scenario)
    assert all(texts.values())
    packed = msgspec.json.encode(scenario).decode()
    for korean in texts.values():
        packed = packed.replace(f'"{korean}"', '""')
    assert not any("가" <= letter <= "힣" for letter in packed)


def test_a_complete_table_covers_everything(scenario: Scenario) -> None:
    found = coverage(scenario, _table(scenario))
    assert found == Coverage((), (), ())
    assert found.complete


def test_missing_stale_and_unknown_lines_are_named(scenario: Scenario) -> None:
    table = _without(_table(scenario), "title", "opening/says/1")
    table = _with(table, "calmed/says", Text("잘 끝났습니다.", ""))
    table = _with(table, "goals/0", Text("먼저 말한다.", "EN goals/0"))
    table = _with(table, "opening/gone/say", Text("없다.", "Gone."))
    found = coverage(scenario, table)
    assert found.missing == ("title", "opening/says/1", "calmed/says")
    assert found.stale == ("goals/0",)
    assert found.unknown == ("opening/gone/say",)
    assert not found.complete


def test_an_unknown_line_does_no_harm(scenario: Scenario) -> None:
    table = _with(_table(scenario), "opening/gone/say", Text("없다.", "Gone."))
    assert coverage(scenario, table).complete
    assert translated(scenario, table) == translated(scenario, _table(scenario))


def test_a_complete_table_leaves_no_korean(scenario: Scenario) -> None:
    english = translated(scenario, _table(scenario))
    assert texts_of(english) == {key: f"EN {key}" for key in texts_of(scenario)}
    assert msgspec.json.encode(english).decode().isascii()


def test_only_words_change(scenario: Scenario) -> None:
    english = translated(scenario, _table(scenario))
    assert english.states.keys() == scenario.states.keys()
    for name, state in scenario.states.items():
        other = english.states[name]
        assert (state.acts, state.after, state.phase, state.minute) == (
            other.acts,
            other.after,
            other.phase,
            other.minute,
        )
        for option, twin in zip(state.options, other.options, strict=True):
            for field in ("id", "goto", "steps", "faults", "effect", "counts", "when", "seconds"):
                assert getattr(option, field) == getattr(twin, field)
    assert english.counters == scenario.counters
    assert english.complainant.anger == scenario.complainant.anger


def test_missing_and_stale_lines_stay_korean(scenario: Scenario) -> None:
    table = _without(_table(scenario), "title")
    table = _with(table, "goals/0", Text("먼저 말한다.", "EN goals/0"))
    table = _with(table, "calmed/says", Text("잘 끝났습니다."))
    english = translated(scenario, table)
    assert (english.title, english.goals, english.endings["calmed"].says) == (
        "작은 전화",
        ("먼저 듣는다.",),
        "잘 끝났습니다.",
    )
    assert english.states["opening"].says == ("EN opening/says/0", "EN opening/says/1")


def test_an_empty_table_changes_nothing(scenario: Scenario) -> None:
    assert translated(scenario, TextsFile("small-call", "en", {})) == scenario


def test_a_table_stands_beside_its_scenario() -> None:
    assert table_path(Path("a/small-call.yaml"), "en") == Path("a/small-call.en.yaml")


def test_a_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "small-call.en.yaml"
    path.write_text("scenario: small-call\nlanguage: en\ntexts:\n  title: {ko: 가, en: A}\n", encoding="utf-8")
    assert read_table(path) == (TextsFile("small-call", "en", {"title": Text("가", "A")}), [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("scenario: x\nlanguage: en\ntexts: [\n", ["D001"]),
        ("scenario: x\nlanguage: en\n", ["D011"]),
        ("scenario: x\nlanguage: en\ntexts: {a: {en: A}, b: {ko: 가, fr: B}}\n", ["D011", "D010"]),
    ],
)
def test_what_is_wrong_in_a_table_is_named(tmp_path: Path, text: str, codes: list[str]) -> None:
    path = tmp_path / "x.en.yaml"
    path.write_text(text, encoding="utf-8")
    table, problems = read_table(path)
    assert table is None
    assert [problem.code for problem in problems] == codes


def test_a_table_in_another_normal_form_is_not_stale(tmp_path: Path, scenario: Scenario) -> None:
    import unicodedata

    path = tmp_path / "x.en.yaml"
    korean = unicodedata.normalize("NFD", scenario.title)
    path.write_text(f"scenario: x\nlanguage: en\ntexts: {{title: {{ko: {korean}, en: A}}}}\n", encoding="utf-8")
    table, _ = read_table(path)
    assert table is not None
    assert coverage(scenario, table).stale == ()
