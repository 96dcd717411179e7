"""Checking files: what is said, in which order and language, which name was probably meant, and several files."""

from pathlib import Path

import pytest

from dialogues.lint.check import problems_of
from dialogues.lint.diagnostics import Report, diagnostics, is_error
from dialogues.lint.files import lint_files
from scoring.manual.reader import shipped_manual
from scoring.strict_yaml import Place, Problem
from tests.dialogues.small_scenarios import SMALL, changed, file_of, put

# Every state of the talk says where `end` leads; the scenario as a whole does not.
ENDS_IN_TALK = changed("  end: {goto: after-call}\n", "")
for _old, _new in (
    ("    says: 오 분", "    actions: {end: {goto: closed}}\n    says: 오 분"),
    ("    acts: [complain]", "    acts: [complain]\n    actions: {end: {goto: closed}}"),
    ("    actions:\n      warn:", "    actions:\n      end: {goto: closed}\n      warn:"),
):
    ENDS_IN_TALK = changed(_old, _new, ENDS_IN_TALK)


def _lint(folder: Path, text: str, language: str = "ko", name: str = "small-call.yaml") -> list[Report]:
    return lint_files([put(folder, text, name)], shipped_manual(), language)


@pytest.mark.parametrize(
    ("old", "new", "code", "near"),
    [
        ("goals:", "goal:", "D010", "goals"),
        ("family: abuse", "family: abuses", "D014", "abuse"),
        ("steps: [ask_to_stop]\n        goto: explains", "goto: explain", "D101", "explains"),
        ("steps: [listen, empathise]", "steps: [listen, empathize]", "D105", "empathise"),
        ("faults: [dismiss_feelings]", "faults: [dismiss_feeling]", "D106", "dismiss_feelings"),
        ("acts: [insult]", "acts: [insults]", "D107", "insult"),
        ("acts: [insult]", "acts: [threatens(2)]", "D107", "threaten"),
        ("when: anger >= 70", "when: angre >= 70", "D109", "anger"),
        ("when: anger >= 70", "when: call >= 70", "D109", "calls"),
        ("conduct: [verbal_abuse]", "conduct: [verbal-abuse]", "D110", "verbal_abuse"),
        ("counts: {calls: +1}", "counts: {call: +1}", "D113", "calls"),
        ("  notify_recording:", "  notify_record:", "D114", "notify_recording"),
        ("start: opening", "start: openning", "D116", "opening"),
    ],
)
def test_a_near_miss_is_named(tmp_path: Path, old: str, new: str, code: str, near: str) -> None:
    found = {report.code: report for report in _lint(tmp_path, changed(old, new))}
    assert found[code].sentence.endswith(f"({near}?)")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("start: opening", "start: zzz"),
        ("acts: [insult]", "acts: [zzz]"),
        ("acts: [insult]", "acts: [threaten(9)]"),
        ("steps: [listen, empathise]", "steps: [zzz]"),
    ],
)
def test_nothing_is_suggested_where_nothing_is_near(tmp_path: Path, old: str, new: str) -> None:
    [found] = _lint(tmp_path, changed(old, new))
    assert not found.sentence.endswith("?)")


def test_sentences_come_in_the_language_asked_for(tmp_path: Path) -> None:
    text = changed("difficulty: 1", "difficulty: 6")
    [korean], [english] = _lint(tmp_path, text, "ko"), _lint(tmp_path, text, "en")
    assert korean.sentence == "'difficulty'은(는) 1부터 5까지입니다."
    assert english.sentence == "'difficulty' lies between 1 and 5."
    assert (korean.line, korean.column, korean.code) == (english.line, english.column, english.code)


def test_a_name_with_braces_in_it_stays_a_name(tmp_path: Path) -> None:
    [found] = _lint(tmp_path, changed("start: opening", 'start: "{0}{name}"'), "en")
    assert "'{0}{name}'" in found.sentence


def test_the_mend_of_a_missing_counter_can_be_pasted(tmp_path: Path) -> None:
    [found] = _lint(tmp_path, changed("counts: {calls: +1}", "counts: {zebra: +1}"), "en")
    assert found.mend == "Add counters: {zebra: 0}."


def test_problems_stand_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = changed("difficulty: 1", "difficulty: 6")
    text = changed("acts: [insult]", "acts: [insults, complains]", text)
    text = changed("start: opening", "start: begin", text)
    found = _lint(tmp_path, text)
    assert [report.code for report in found] == ["D120", "D116", "D107", "D107"]
    places = [(report.line, report.column) for report in found]
    assert places == sorted(places)


def test_all_rooms_of_checks_speak_at_once() -> None:
    text = changed("start: opening", "start: begin")
    text = changed("difficulty: 1", "difficulty: 6", text)
    text = changed("        why: 먼저 들었습니다.\n", "", text)
    assert {problem.code for problem in problems_of(file_of(text), shipped_manual())} == {"D116", "D120", "D121"}


def test_a_file_that_cannot_be_built_is_not_checked_further(tmp_path: Path) -> None:
    text = changed("start: opening", "start: begin")
    [found] = _lint(tmp_path, changed("version: 1", "version: one", text))
    assert found.code == "D012"


def test_only_what_still_plays_well_is_a_warning() -> None:
    mild = {code for code, diagnostic in diagnostics().items() if code < "D200" and diagnostic.severity != "error"}
    assert mild == {"D121", "D122", "D126", "D129", "D133", "D134", "D140"}


def test_what_is_said_of_scores_and_wording_keeps_nobody_from_playing() -> None:
    assert [code for code in diagnostics() if code > "D200" and is_error(Problem(code, Place()))] == []


def test_what_asks_for_nothing_is_a_note() -> None:
    assert {code for code, one in diagnostics().items() if one.severity == "note"} == {"D201", "D215"}


def test_an_id_belongs_to_the_first_file(tmp_path: Path) -> None:
    files = [put(tmp_path / folder) for folder in "abc"]
    other = put(tmp_path / "d", changed("scenario: small-call", "scenario: other-call"))
    found = lint_files([*files, other], shipped_manual(), "en")
    assert [(report.code, report.file) for report in found] == [("D127", str(files[1])), ("D127", str(files[2]))]
    assert all(str(files[0]) in report.sentence for report in found)


def test_the_same_file_twice_is_no_duplicate(tmp_path: Path) -> None:
    file = put(tmp_path)
    assert lint_files([file, file], shipped_manual(), "ko") == []


def test_a_broken_file_owns_no_id(tmp_path: Path) -> None:
    broken = put(tmp_path / "a", changed("version: 1", "version: one"))
    whole = put(tmp_path / "b")
    assert [report.file for report in lint_files([broken, whole], shipped_manual(), "ko")] == [str(broken)]


def test_a_file_that_cannot_be_opened_is_for_the_caller(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        lint_files([tmp_path / "missing.yaml"], shipped_manual(), "ko")


@pytest.mark.parametrize("channel", ["phone", "visit", "online", "document"])
def test_every_channel_knows_its_own_actions(channel: str) -> None:
    text = changed("channel: phone", f"channel: {channel}")
    unusable = [problem.detail["name"] for problem in problems_of(file_of(text), shipped_manual())]
    assert unusable == ([] if channel in ("phone", "visit") else ["end", "notify_recording"])


def test_end_may_be_led_on_by_every_state_instead(tmp_path: Path) -> None:
    nowhere = changed("  end: {goto: after-call}\n", "")
    assert [report.code for report in _lint(tmp_path, nowhere)] == ["D115"]
    everywhere = changed("    phase: after\n", "    phase: after\n    actions: {end: {goto: closed}}\n", ENDS_IN_TALK)
    assert _lint(tmp_path, everywhere) == []


def test_a_state_is_reached_by_silence_and_by_actions_too(tmp_path: Path) -> None:
    only_silence = changed("goto: [{to: insults, when: anger >= 70}, {to: explains}]", "goto: explains")
    assert _lint(tmp_path, only_silence) == []
    without = changed("    after: {seconds: 20, goto: insults}\n", "", only_silence)
    assert [report.code for report in _lint(tmp_path, without)] == ["D102"]
    by_action = changed("notify_recording: {says", "warn: {goto: insults}\n  notify_recording: {says", without)
    assert _lint(tmp_path, by_action) == []


def test_a_state_after_the_talk_cannot_be_left_by_an_action_of_the_talk(tmp_path: Path) -> None:
    text = changed("steps: [keep_evidence], goto: closed", "steps: [keep_evidence], goto: after-call")
    text = changed("  end: {goto: after-call}", "  end: {goto: [{to: closed, when: turn > 9}, {to: after-call}]}", text)
    assert [report.code for report in _lint(tmp_path, text)] == ["D103"]


def test_a_state_after_the_talk_needs_no_way_for_end(tmp_path: Path) -> None:
    assert _lint(tmp_path, ENDS_IN_TALK) == []


def test_a_control_character_is_found_on_its_line_in_a_korean_file(tmp_path: Path) -> None:
    [found] = _lint(tmp_path, changed("start: opening", "start: \x07"))
    assert found.line == SMALL[: SMALL.index("start:")].count("\n") + 1


def test_a_pile_of_parentheses_does_not_stop_the_linter(tmp_path: Path) -> None:
    [found] = _lint(tmp_path, changed("when: anger >= 70", f'when: "{"(" * 300}"'))
    assert found.code == "D108"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("after: {seconds: 20,", "after: {seconds: -20,"),
        ("        steps: [ask_to_stop]\n", "        steps: [ask_to_stop]\n        seconds: -60\n"),
        ("    scene: 통화가 끝났다.\n", "    scene: 통화가 끝났다.\n    minute: -3\n"),
    ],
)
def test_time_does_not_run_backwards(tmp_path: Path, old: str, new: str) -> None:
    assert [report.code for report in _lint(tmp_path, changed(old, new))] == ["D120"]


@pytest.mark.parametrize("counter", ["anger", "seen", "not", "Big Number"])
def test_a_counter_has_a_name_that_conditions_can_read(tmp_path: Path, counter: str) -> None:
    found = _lint(tmp_path, changed("counters: {calls: 0}", f"counters: {{calls: 0, {counter}: 0}}"))
    assert [report.code for report in found] == ["D111"]
