"""The exact place of a diagnostic, and cases beside those of the pages (lint/test_pages.py). § marks the place."""

import json
import string
from pathlib import Path

import msgspec
import pytest

from dialogues.lint.check import problems_of
from dialogues.lint.diagnostics import diagnostics, report
from dialogues.lint.files import lint_files
from dialogues.lint.table import table_problems
from dialogues.reader import read_scenario, read_scenario_bytes
from dialogues.translation import table_path, texts_of
from scoring import strict_yaml, typed_data
from scoring.manual.reader import shipped_manual
from scoring.rules.model import Rule
from scoring.strict_yaml import Place, Problem
from tests.dialogues.small_scenarios import SMALL, changed, file_of, put, scenario_of

MARK = "§"
SHOW_WAY = "      - id: show-way\n        say: 의견을 내실 수 있습니다.\n"
STATE = (
    "  {name}:\n    says: 음.\n    options:\n      - {{id: go, say: 네., goto: {to}, why: 가., impact: 나.}}\n{more}"
)
TRAP = STATE.format(name="§trap", to="trap", more="    actions: {end: {goto: trap}}\n")
ATTIC = STATE.format(name="§attic", to="calmed", more="")

# code -> what to write anew in the clean file
WRONG: dict[str, list[tuple[str, str]]] = {
    "D001": [("title: 작은 전화", "title: 작은§: 전화")],
    "D002": [("version: 1\n", "version: 1\n§version: 2\n")],
    "D003": [("title: 작은 전화", "title: §&name 작은 전화")],
    "D004": [("title: 작은 전화", "title: §!name 작은 전화")],
    "D005": [("title: 작은 전화", "title: " + "[" * 24 + "§" + "[" * 6 + "]" * 30)],
    "D006": [("scenario:", "§# " + "가" * 350_000 + "\nscenario:")],
    "D007": [("version: 1\n", "§version: \x07\n")],
    "D008": [("debrief: 까닭을 알리세요.}\n", "debrief: 까닭을 알리세요.}\n§---\ntitle: 또\n")],
    "D009": [("title: 작은 전화", "? §[title]\n: 작은 전화")],
    "D010": [("title: 작은 전화", "title: 작은 전화\n§titel: 큰 전화")],
    "D011": [("complainant: {name: 박OO, ", "§complainant: {")],
    "D012": [("version: 1\n", "§version: one\n")],
    "D014": [("family: abuse", "§family: abusive")],
    "D101": [("steps: [ask_to_stop]\n        goto: explains", "steps: [ask_to_stop]\n        §goto: explain")],
    "D102": [("  explains:\n", ATTIC + "  explains:\n")],
    "D103": [("goto: insults}\n", "goto: trap}\n"), ("  explains:\n", TRAP + "  explains:\n")],
    "D104": [("- id: cold-rule", "- §id: hear-out")],
    "D105": [("steps: [listen, empathise]", "steps: [listen, §empathy]")],
    "D106": [("faults: [dismiss_feelings]", "faults: [§dismiss]")],
    "D107": [("acts: [insult]", "acts: [insult, §threaten(4)]")],
    "D108": [("when: anger >= 70", "§when: anger => 70")],
    "D109": [("when: anger >= 70", "§when: angre >= 70")],
    "D110": [("conduct: [verbal_abuse]", "conduct: [§rudeness]")],
    "D111": [("- id: hear-out", "- §id: Hear_out")],
    "D112": [("goto: [{to: insults, when: anger >= 70}, {to: explains}]", "§goto: [{to: insults, when: anger >= 70}]")],
    "D113": [("counts: {calls: +1}", "counts: {§visits: +1}")],
    "D114": [("  notify_recording:", "  §press_bell:")],
    "D115": [("actions:\n  end: {goto: after-call}", "§actions:\n  end: {says: 네.}")],
    "D116": [("start: opening", "§start: begin")],
    "D117": [("endings:\n", "endings:\n  §opening: {outcome: unresolved, says: 끝.}\n")],
    "D118": [(SHOW_WAY, SHOW_WAY.replace("id:", "§id:") + "        do: 안내문을 건넨다.\n")],
    "D119": [("effect: {anger: +15}", "effect: {§rage: +15}")],
    "D120": [("difficulty: 1", "§difficulty: 6")],
    "D121": [("- id: hear-out", "- §id: hear-out"), ("        why: 먼저 들었습니다.\n", "")],
    "D122": [("- id: cold-rule", "- §id: cold-rule"), ("        better: 말씀을 먼저 듣겠습니다.\n", "")],
    "D124": [("endings:\n", "endings:\n  §forgotten: {outcome: harm, says: 끝.}\n")],
    "D125": [("  explains:", "  §explains:"), (SHOW_WAY, SHOW_WAY + "        when: anger < 30\n")],
    "D126": [("scenario: small-call", "§scenario: small-talk")],
    "D128": [("  opening:\n", "  §opening:\n"), ("say: 규정입니다.", 'say: "{{규정}입니다."')],
}
MORE = [
    ("D007", [("version: 1\n", "§version: \udcff\n")]),
    ("D011", [("scenario: small", "§scenario: small"), ("start: opening\n", "")]),
    ("D012", [("goals: [먼저 듣는다.]", "§goals: {one: 먼저 듣는다.}")]),
    ("D012", [("legitimate: true", "§legitimate: maybe")]),
    ("D014", [("outcome: resolved", "§outcome: solved")]),
    ("D101", [("{to: explains}]", "{§to: nowhere}]")]),
    ("D101", [("{seconds: 20, goto: insults}", "{seconds: 20, §goto: insult}")]),
    ("D105", [("says: 팀장입니다., steps: [greet]", "says: 팀장입니다., steps: [§greeting]")]),
    ("D107", [("acts: [complain]", "acts: [§grumble]")]),
    ("D107", [("acts: [raise_voice]", "acts: [§insult(1)]")]),
    ("D108", [("        when: calls >= 1 and", "        §when: calls >= 1 and and")]),
    ("D108", [("when: anger >= 70", "§when: seen(explains")]),
    ("D109", [("when: anger >= 70", "§when: seen(exlpains)")]),
    ("D109", [("when: anger >= 70", "§when: count(shout) > 1")]),
    ("D109", [("when: anger >= 70", "§when: seen(calmed)")]),
    ("D111", [("scenario: small-call", "§scenario: small--call")]),
    ("D112", [("{seconds: 20, goto: insults}", "{seconds: 20, §goto: []}")]),
    ("D112", [("  end: {goto: after-call}", "  end: {§goto: [{to: after-call, when: turn > 2}]}")]),
    ("D113", [("effect: {anger: +5}", "effect: {anger: +5}, counts: {§call: 1}")]),
    ("D114", [("      warn: {says: 경고요?", "      §evacuate: {says: 경고요?")]),
    ("D118", [(SHOW_WAY, "      - §id: show-way\n")]),
    ("D119", [("effect: {anger: +5}", "effect: {§angry: +5}")]),
    ("D120", [("anger: 60", "§anger: 101")]),
    ("D120", [("trust: 30", "§trust: -1")]),
    ("D120", [("minutes: 3", "§minutes: 0")]),
    ("D120", [("intensity: 2", "§intensity: 4")]),
    ("D120", [("start: opening", "start: opening\n§seconds_per_turn: 4")]),
    ("D128", [("title: 작은 전화", '§title: "작은 {전화}"')]),
    ("D128", [("goals: [먼저 듣는다.]", '§goals: ["먼저 }} 듣는다."]')]),
    ("D128", [("actions:\n  end:", "§actions:\n  end:"), ("{says: 녹음하세요.}", '{says: "{{}} 녹음하세요."}')]),
    ("D121", [("- id: stop\n", "- §id: stop\n"), ("        impact: 멈칫합니다.\n", "")]),
]
TABLE = "scenario: small-call\nlanguage: en\ntexts:\n" + "".join(
    f"  {key}: {{ko: {json.dumps(korean, ensure_ascii=False)}, en: A}}\n"
    for key, korean in texts_of(scenario_of(SMALL)).items()
)
EVERY = [*WRONG.items(), *MORE]


def _example(edits: list[tuple[str, str]]) -> tuple[bytes, Place]:
    """Return a wrong file, and the place its mark stood at."""
    text = SMALL
    for old, new in edits:
        text = changed(old, new, text)
    assert text.count(MARK) == 1
    before = text[: text.index(MARK)]
    place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return text.replace(MARK, "").encode(errors="surrogateescape"), place


def _problems(raw: bytes) -> list[Problem]:
    file = read_scenario_bytes(raw, Path("small-call.yaml"))
    found = problems_of(file, shipped_manual())
    if any(problem.code == "D111" and problem.place.line == 1 for problem in found):
        found = [problem for problem in found if problem.code != "D126"]  # a file cannot be named after a wrong id
    return found


def test_a_clean_file_raises_nothing() -> None:
    assert problems_of(file_of(SMALL), shipped_manual()) == []


@pytest.mark.parametrize(("code", "edits"), EVERY, ids=[f"{n}-{code}" for n, (code, _) in enumerate(EVERY)])
def test_a_wrong_file_raises_exactly_its_code_at_its_place(code: str, edits: list[tuple[str, str]]) -> None:
    raw, place = _example(edits)
    assert [(problem.code, problem.place) for problem in _problems(raw)] == [(code, place)]


@pytest.mark.parametrize(("code", "edits"), EVERY, ids=[f"{n}-{code}" for n, (code, _) in enumerate(EVERY)])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_gap_of_a_sentence_is_filled(code: str, edits: list[tuple[str, str]], language: str) -> None:
    [problem] = _problems(_example(edits)[0])
    _assert_filled(problem, language)


def test_d013_a_value_that_is_no_kind_of_rule() -> None:
    document = strict_yaml.read_text("rule: one\nkind: nonsense\n")
    value, [problem] = typed_data.build(document, Rule)  # type: ignore[arg-type]
    assert value is None
    assert (problem.code, problem.place) == ("D013", Place(1, 1))
    _assert_filled(problem, "ko")


def test_d127_an_id_in_two_files(tmp_path: Path) -> None:
    first, second = put(tmp_path / "a"), put(tmp_path / "b")
    assert lint_files([first], shipped_manual(), "ko") == []
    [found] = lint_files([first, second], shipped_manual(), "ko")
    assert (found.code, found.line, found.column, found.severity) == ("D127", 1, 1, "error")
    assert found.file == str(second)
    assert str(first) in found.sentence
    assert "small-call" in found.sentence


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (("  title: {", "  titles: {"), {"D129": 1, "D134": 4}),
        (('ko: "작은 전화", en: A', 'ko: "작은 전화", en: ""'), {"D129": 4}),
        (('ko: "작은 전화"', 'ko: "큰 전화"'), {"D133": 4}),
        (("texts:\n", "texts:\n  gone/say: {ko: 가, en: A}\n"), {"D134": 4}),
        (("scenario: small-call", "scenario: other"), {"D131": 1}),
        (("language: en", "language: fr"), {"D131": 2}),
        (("title: {", "title: [{"), {"D001": 5}),
        (('{ko: "작은 전화", en: A}', "{en: A}"), {"D011": 4}),
        (('ko: "작은 전화"', 'ko: "작은\\x07 전화"'), {"D007": 4}),
    ],
)
def test_a_table_that_does_not_fit_says_so_at_its_own_line(
    tmp_path: Path, edit: tuple[str, str], found: dict[str, int]
) -> None:
    problems = _with_table(tmp_path, changed(*edit, TABLE))
    assert {problem.code: problem.place.line for problem in problems} == found
    for problem in problems:
        _assert_filled(problem, "en")


def test_a_table_that_fits_raises_nothing(tmp_path: Path) -> None:
    assert _with_table(tmp_path, TABLE) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "  calmed: {outcome: resolved, says: 잘 끝났습니다.",
            '  §calmed: {outcome: resolved, says: "{잘} 끝났습니다."',
        ),
        ("content_note: 거친 말을 듣습니다.", '§content_note: "{가}"'),
        ("complainant: {name: 박OO", '§complainant: {name: "{박}OO"'),
    ],
)
def test_odd_braces_are_found_where_they_stand(old: str, new: str) -> None:
    raw, place = _example([(old, new)])
    assert [(problem.code, problem.place) for problem in _problems(raw)] == [("D128", place)]


@pytest.mark.parametrize(("code", "language"), [(c, lang) for c in diagnostics() for lang in ("ko", "en")])
def test_every_code_says_what_is_wrong_and_how_to_mend_it(code: str, language: str) -> None:
    found = report("file.yaml", Problem(code, Place(3, 4)), language)
    assert (found.file, found.line, found.column, found.code) == ("file.yaml", 3, 4, code)
    assert found.severity in ("error", "warning", "note")
    for text in (found.sentence, found.mend):
        assert text
        assert any("가" <= letter <= "힣" for letter in text) is (language == "ko")


def _with_table(folder: Path, table: str) -> list[Problem]:
    """Check the clean file with an English table beside it."""
    path = put(folder)
    table_path(path, "en").write_text(table, encoding="utf-8")
    file = read_scenario(path)
    assert file.scenario is not None
    assert problems_of(file, shipped_manual()) == []
    return table_problems(path, file.scenario)[1]


def _assert_filled(problem: Problem, language: str) -> None:
    diagnostic = diagnostics()[problem.code]
    for text in (diagnostic.says, diagnostic.mend):
        assert msgspec.structs.asdict(text)[language]
        gaps = {name for _, name, _, _ in string.Formatter().parse(text.in_language(language)) if name}
        assert gaps <= problem.detail.keys()
    for gap, value in problem.detail.items():
        assert value or gap in ("near", "reason", "field"), gap
