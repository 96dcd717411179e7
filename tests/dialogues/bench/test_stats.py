"""Figures of scenario files, and what of the manual they exercise."""

from pathlib import Path

import pytest

from dialogues.bench.manual_use import ManualUse, use_of
from dialogues.bench.stats import WORDS_PER_MINUTE, Figures, Translated, figures_of, reading_minutes
from dialogues.reader import read_scenario
from dialogues.translation import texts_of
from scoring.manual.reader import shipped_manual
from tests.dialogues.shipped_files import FILES
from tests.dialogues.small_scenarios import SMALL, changed, put, scenario_of

MANUAL = shipped_manual()


def figures(folder: Path, text: str = SMALL, table: str = "") -> Figures:
    file = put(folder, text)
    if table:
        put(folder, table, "small-call.en.yaml")
    return figures_of(file, scenario_of(text))


def use(*texts: str) -> ManualUse:
    return use_of([scenario_of(text) for text in texts or (SMALL,)], MANUAL)


# Figures


def test_what_there_is_to_play_is_counted(tmp_path: Path) -> None:
    found = figures(tmp_path)
    assert (found.states, found.options, found.endings, found.minutes) == (4, 7, 2, 3)
    assert (found.scenario, found.title, found.channel) == ("small-call", "작은 전화", "phone")


def test_every_text_a_trainee_can_meet_counts_its_words(tmp_path: Path) -> None:
    before = figures(tmp_path).words
    for old, new in (("이게 뭡니까?", "이게 대체 다 뭡니까?"), ("better: 말씀을", "better: 네, 네, 말씀을")):
        assert figures(tmp_path, changed(old, new)).words == before + 2
    assert before == sum(len(text.split()) for text in texts_of(scenario_of(SMALL)).values())


def test_reading_takes_as_long_as_the_words_do(tmp_path: Path) -> None:
    assert reading_minutes(10 * WORDS_PER_MINUTE) == 10.0
    assert reading_minutes(WORDS_PER_MINUTE // 4) == 0.2
    assert figures(tmp_path).reading_minutes == reading_minutes(figures(tmp_path).words)


def test_a_language_counts_its_current_texts(tmp_path: Path) -> None:
    table = """\
scenario: small-call
language: en
texts:
  title: {ko: 작은 전화, en: A small call}
  opening/says/0: {ko: 옛말, en: What is this?}
  opening/says/1: {ko: 옛말, en: ''}
  calmed/says: {ko: 잘 끝났습니다., en: It ended well.}
"""
    languages = figures(tmp_path, table=table).languages
    assert languages["ko"].percent == 100
    assert (languages["en"].texts, languages["en"].current) == (languages["ko"].texts, 2)


@pytest.mark.parametrize(
    "table", ["", "texts: [", "scenario: other\nlanguage: en\ntexts: {title: {ko: 작은 전화, en: A}}\n"]
)
def test_without_a_table_of_its_own_nothing_is_translated(tmp_path: Path, table: str) -> None:
    assert figures(tmp_path, table=table).languages["en"].percent == 0


def test_one_missing_text_is_not_a_hundred_percent(tmp_path: Path) -> None:
    texts = texts_of(scenario_of(SMALL))
    rows = [f"  {key}: {{ko: '{text}', en: x}}" for key, text in texts.items() if key != "title"]
    found = figures(tmp_path, table="\n".join(["scenario: small-call", "language: en", "texts:", *rows]) + "\n")
    assert found.languages["en"].current == len(texts) - 1
    assert found.languages["en"].percent == 97
    assert Translated(texts=1000, current=999).percent == 99


# What of the manual is exercised


def test_every_part_is_split_in_two_without_loss() -> None:
    found = use()
    for part, every in (
        ("ladders", MANUAL.ladders),
        ("conducts", MANUAL.conducts),
        ("steps", MANUAL.steps),
        ("faults", MANUAL.faults),
        ("hard_rules", MANUAL.hard_rules),
        ("laws", MANUAL.laws),
    ):
        split = getattr(found, part)
        assert {*split.exercised, *split.missing} == set(every)
        assert not {*split.exercised} & {*split.missing}
        assert [name for name in every if name in split.missing] == list(split.missing)


def test_names_count_where_an_author_wrote_them() -> None:
    found = use()
    assert {"listen", "ask_to_stop", "greet", "warn", "keep_evidence"} <= {*found.steps.exercised}  # greet: of the lead
    assert "press_bell" in found.steps.missing
    assert found.faults.exercised == ("dismiss_feelings",)
    assert found.conducts.exercised == ("verbal_abuse",)
    assert {*found.acts.exercised} == {"complain", "insult", "raise_voice"}


def test_an_action_that_could_be_taken_anywhere_does_not_count() -> None:
    assert "call_112" in use().steps.missing


def test_each_level_of_an_act_counts_by_itself() -> None:
    found = use(changed("acts: [insult]", "acts: ['threaten(2)', threaten]"))
    assert [name for name in found.acts.exercised if name.startswith("threaten")] == ["threaten(1)", "threaten(2)"]
    assert "threaten(3)" in found.acts.missing


def test_a_ladder_is_exercised_where_its_acts_are_met_on_its_channel() -> None:
    assert {"EV", "PH-AB", "AF"} == {*use().ladders.exercised}
    assert "PH-AB" in use(changed("channel: phone", "channel: visit")).ladders.missing
    assert "PH-AB" in use(changed("acts: [insult]", "acts: [complain]")).ladders.missing


def test_what_comes_after_the_talk_is_exercised_where_an_incident_has_to_go_on_paper() -> None:
    calm = changed("acts: [insult]", "acts: [complain]")
    assert "AF" in use(calm).ladders.missing
    assert "warning_letter" in use(calm).steps.missing
    assert "warning_letter" in use().steps.exercised  # the paper asks who sends it


def test_a_rung_is_exercised_by_a_scenario_on_its_ladder_only() -> None:
    on, off = SMALL, changed("acts: [insult]", "acts: [complain]")
    assert "ask_to_stop" in use(on).rungs["PH-AB"].exercised
    assert use(off).rungs["PH-AB"].exercised == ()
    assert "ask_to_stop" in use(off).steps.exercised


def test_rules_are_called_for_by_what_sets_them_off() -> None:
    found = {*use().rules.exercised}
    assert {"ev-end-reason", "ev-legitimate", "ph-ab-stop"} <= found
    assert {"ev-no-harm", "ev-recording-notice", "ev-danger-first", "rp-committee-first"} & found == set()
    harmed = use(changed("outcome: ended_by_trainee", "outcome: harm"))
    assert "ev-no-harm" in harmed.rules.exercised


def test_a_rule_for_other_scenarios_is_not_called_for() -> None:
    assert "ev-legitimate" in use(changed("legitimate: true", "legitimate: false")).rules.missing


def test_hard_rules_and_laws_follow_from_the_rules() -> None:
    assert "H1" in use().hard_rules.exercised
    silent = changed("        steps: [end]\n", "")
    silent = changed("actions:\n  end: {goto: after-call}\n", "actions:\n", silent)
    assert "H1" in use(silent).hard_rules.missing
    assert {"H6", "H5"} <= {*use().hard_rules.missing}
    assert set(use().laws.exercised) > set(use(silent).laws.exercised)


def test_more_scenarios_exercise_more_and_none_nothing() -> None:
    bell = changed("steps: [ask_to_stop]", "steps: [press_bell]")
    both = use(SMALL, bell)
    assert {"ask_to_stop", "press_bell"} <= {*both.steps.exercised}
    empty = use_of([], MANUAL)
    assert (empty.steps.exercised, empty.ladders.exercised, empty.laws.exercised) == ((), (), ())


def test_names_the_manual_does_not_have_are_passed_over() -> None:
    strange = changed("steps: [ask_to_stop]", "steps: [no_such_step]")
    strange = changed("faults: [dismiss_feelings]", "faults: [no_such_fault]", strange)
    strange = changed("acts: [insult]", "acts: [no_such_act, 'threaten(9)']", strange)
    strange = changed("conduct: [verbal_abuse]", "conduct: [no_such_conduct]", strange)
    found = use(strange)
    assert not any("no_such" in name for part in (found.steps, found.faults, found.acts) for name in part.exercised)


def test_the_shipped_scenarios_stand_on_the_ladders_of_their_conduct() -> None:
    scenarios = [scenario for path in FILES if (scenario := read_scenario(path).scenario)]
    assert len(scenarios) == len(FILES)
    found = use_of(scenarios, MANUAL)
    wanted = {
        name
        for name, ladder in MANUAL.ladders.items()
        for one in scenarios
        if one.channel in ladder.channels and {*one.conduct} & {*ladder.conduct}
    }
    assert wanted <= {*found.ladders.exercised}
