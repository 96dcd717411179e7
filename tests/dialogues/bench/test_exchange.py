"""A scenario's texts to a translator and back: what goes out, what comes back, what is refused."""

import unicodedata
from collections.abc import Sequence

import msgspec
import pytest

from dialogues.bench.exchange import ExchangeError, Given, GivenFile, Line, Merged, lines_of, merged
from dialogues.bench.notes import note_on_braces
from dialogues.model import Scenario
from dialogues.reader import read_scenario
from dialogues.translation import TextsFile, texts_of
from scoring.manual.reader import shipped_manual
from scoring.texts import Text
from tests.dialogues.shipped_files import FILES
from tests.dialogues.small_scenarios import FULL, SMALL, changed, scenario_of


@pytest.fixture
def scenario() -> Scenario:
    return scenario_of(SMALL)


def table_of(scenario: Scenario, **other: Text) -> TextsFile:
    """Return a complete table, some lines of it otherwise; keys are written with __ for /."""
    texts = {key: Text(korean, _words(korean, key)) for key, korean in texts_of(scenario).items()}
    texts.update({key.replace("__", "/").replace("_", "-"): text for key, text in other.items()})
    return TextsFile(scenario.scenario, "en", texts)


def _words(korean: str, key: str) -> str:
    return f"{{{{EN}}}} {key}" if "{{" in korean else f"EN {key}"


def lines(scenario: Scenario, table: TextsFile | None = None, speaking: str = "ko") -> dict[str, Line]:
    """Return the lines that go out, by key."""
    return {line.key: line for line in lines_of(scenario, table, shipped_manual(), speaking)}


def back(scenario: Scenario, table: TextsFile | None, *given: Given, language: str = "en") -> Merged:
    """Lay lines over a table."""
    return merged(scenario, table, GivenFile(scenario.scenario, "en", given), language)


def flaws(scenario: Scenario, table: TextsFile | None, given: GivenFile) -> list[tuple[str, int, str, str]]:
    """Return why a file is refused."""
    with pytest.raises(ExchangeError) as refused:
        merged(scenario, table, given, "en")
    return [(flaw.code, flaw.place, flaw.name, flaw.near) for flaw in refused.value.flaws]


def returned(lines: Sequence[Line]) -> list[Given]:
    """Return lines as they come back from a translator who did nothing."""
    marks = {"stale": "unfinished", "done": "", "missing": ""}
    return [
        msgspec.convert(
            {
                "key": line.key,
                "source": line.source,
                "translation": line.translation,
                "mark": marks[line.state],
                "before": line.before,
            },
            Given,
        )
        for line in lines
    ]


# What goes out


def test_every_text_goes_out_once_in_the_order_of_the_table(scenario: Scenario) -> None:
    out = lines_of(scenario, None, shipped_manual())
    assert {line.key: line.source for line in out} == texts_of(scenario)
    assert [line.key for line in out] == list(texts_of(scenario))
    assert {line.state for line in out} == {"missing"}


def test_a_line_says_what_is_to_be_done_with_it(scenario: Scenario) -> None:
    table = table_of(scenario, title=Text("큰 전화", "A big call"), goals__0=Text("먼저 듣는다.", ""))
    out = lines(scenario, table)
    assert (out["title"].state, out["title"].translation, out["title"].before) == ("stale", "A big call", "큰 전화")
    assert out["goals/0"].state == "missing"
    assert (out["opening/hear-out/say"].state, out["opening/hear-out/say"].before) == ("done", "")


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_line_of_a_shipped_scenario_has_a_note(path: object, language: str) -> None:
    scenario = read_scenario(path).scenario  # type: ignore[arg-type]
    assert scenario is not None
    out = lines_of(scenario, None, shipped_manual(), language)
    assert [line.key for line in out if not line.note] == []
    assert [line.key for line in out if "\n" in line.note or "  " in line.note] == []


@pytest.mark.parametrize("text", [SMALL, FULL])
def test_every_key_has_a_note_whatever_the_scenario_holds(text: str) -> None:
    assert all(line.note for line in lines(scenario_of(text)).values())


def test_a_note_says_who_speaks_where_and_in_answer_to_what(scenario: Scenario) -> None:
    out = lines(scenario)
    said = out["opening/says/1"].note
    assert "민원인의 말" in said
    assert "opening" in said
    assert "2가지 가운데 2번째" in said
    assert "불만 제기" in said
    answer = out["opening/cold-rule/say"].note
    assert "담당자의 말" in answer
    assert "선택지 2" in answer
    assert "일부러 넣은 잘못: 감정 무시" in answer
    assert "들은 말: 이게 뭡니까?" in answer
    assert "opening/hear-out" in out["explains/says/0"].note
    assert "팀장의 말" in out["insults/others/0"].note
    assert "규정입니다." in out["opening/cold-rule/why"].note
    assert "!end" in out["after-call/scene"].note


def test_a_note_on_a_reaction_names_the_action(scenario: Scenario) -> None:
    out = lines(scenario)
    assert "'경고'" in out["insults/actions/warn/says/0"].note
    assert "insults" in out["insults/actions/warn/says/0"].note
    assert "어느 상태에서나" in out["actions/notify_recording/says/0"].note


def test_notes_are_in_the_language_of_who_exports(scenario: Scenario) -> None:
    out = lines(scenario, speaking="en")
    assert out["title"].note == "The scenario's title, shown in lists."
    assert "The complainant speaks" in out["opening/says/0"].note


def test_profanity_is_explained_once_at_its_first_line() -> None:
    scenario = scenario_of(changed("목소리가 커진다.", "목소리가 {{확}} 커진다."))
    explained = [key for key, line in lines(scenario).items() if note_on_braces("ko") in line.note]
    assert explained == ["insults/scene"]
    assert "{{ }}" in note_on_braces("ko")


# What comes back


def test_a_file_that_nobody_touched_changes_nothing(scenario: Scenario) -> None:
    table = table_of(scenario, title=Text("큰 전화", "A big call"), goals__0=Text("먼저 듣는다.", ""))
    done = back(scenario, table, *returned(list(lines(scenario, table).values())))
    assert done == Merged(table, new=0, changed=0, missing=1, stale=1)


def test_new_and_changed_lines_are_counted(scenario: Scenario) -> None:
    table = table_of(scenario, goals__0=Text("먼저 듣는다.", ""))
    done = back(scenario, table, Given("goals/0", "먼저 듣는다.", "Listen first."), Given("title", "작은 전화", "Call"))
    assert (done.new, done.changed, done.missing, done.stale) == (1, 1, 0, 0)
    assert done.table.texts["goals/0"] == Text("먼저 듣는다.", "Listen first.")
    assert done.table.texts["title"] == Text("작은 전화", "Call")


def test_a_table_is_made_where_there_was_none_in_the_order_of_the_scenario(scenario: Scenario) -> None:
    done = back(
        scenario, None, Given("calmed/says", "잘 끝났습니다.", "All well."), Given("title", "작은 전화", "A call")
    )
    assert list(done.table.texts) == ["title", "calmed/says"]
    assert (done.table.scenario, done.table.language) == ("small-call", "en")
    assert (done.new, done.changed, done.missing) == (2, 0, len(texts_of(scenario)) - 2)


def test_lines_that_were_not_given_stay(scenario: Scenario) -> None:
    table = table_of(scenario, opening__gone__say=Text("없다.", "Gone."))
    done = back(scenario, table, Given("title", "작은 전화", "Call"), Given("goals/0", "먼저 듣는다.", "  "))
    assert done.table.texts["goals/0"].en == "EN goals/0", "an empty cell takes nothing away"
    assert done.table.texts["opening/hear-out/say"].en == "EN opening/hear-out/say"
    assert list(done.table.texts)[-1] == "opening/gone/say", "what the scenario does not know any more comes last"


def test_a_stale_line_stays_stale_until_it_is_translated_again(scenario: Scenario) -> None:
    table = table_of(scenario, title=Text("큰 전화", "A big call"))
    for mark in ("untouched", "unfinished"):
        given = msgspec.convert(
            {"key": "title", "source": "작은 전화", "translation": "A big call", "mark": mark}, Given
        )
        assert back(scenario, table, given) == Merged(table, 0, 0, 0, 1)


def test_new_words_for_a_stale_line_make_it_current(scenario: Scenario) -> None:
    table = table_of(scenario, title=Text("큰 전화", "A big call"))
    done = back(scenario, table, Given("title", "작은 전화", "A small call", mark="untouched"))
    assert done.table.texts["title"] == Text("작은 전화", "A small call")
    assert (done.changed, done.stale) == (1, 0)


def test_a_stale_line_can_be_confirmed_as_it_is(scenario: Scenario) -> None:
    table = table_of(scenario, title=Text("큰 전화", "A call"))
    done = back(scenario, table, Given("title", "작은 전화", "A call"))
    assert done.table.texts["title"] == Text("작은 전화", "A call")
    assert (done.changed, done.stale) == (1, 0)


def test_an_unfinished_line_is_kept_as_stale_and_never_taken_for_done(scenario: Scenario) -> None:
    table = table_of(scenario, title=Text("큰 전화", "A big call"), goals__0=Text("먼저 듣는다.", ""))
    done = back(
        scenario,
        table,
        Given("title", "작은 전화", "A smallish call", mark="unfinished", before="큰 전화"),
        Given("goals/0", "먼저 듣는다.", "Lis", mark="unfinished"),
    )
    assert done.table.texts["title"] == Text("큰 전화", "A smallish call")
    assert done.table.texts["goals/0"] == Text("먼저 듣는다.", "")
    assert (done.stale, done.missing) == (1, 1)


def test_a_translation_of_korean_that_has_changed_meanwhile_is_kept_as_stale(scenario: Scenario) -> None:
    done = back(scenario, None, Given("title", "큰 전화", "A big call"))
    assert done.table.texts["title"] == Text("큰 전화", "A big call")
    assert done.stale == 1


def test_korean_that_was_taken_apart_is_put_together(scenario: Scenario) -> None:
    apart = unicodedata.normalize("NFD", "작은 전화")
    assert apart != "작은 전화"
    done = back(scenario, None, Given("title", apart, unicodedata.normalize("NFD", "A café call")))
    assert done.table.texts["title"] == Text("작은 전화", "A café call")
    assert done.stale == 0


def test_line_ends_of_windows_are_those_of_the_reader(scenario: Scenario) -> None:
    done = back(scenario, None, Given("title", "작은 전화", "one\r\ntwo\rthree"))
    assert done.table.texts["title"].en == "one\ntwo\nthree"


# What is refused


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("big-call", "en", ("other-scenario", 1, "big-call", "")),
        ("", "en", ("no-scenario", 1, "small-call", "")),
        ("small-call", "ja", ("other-language", 1, "ja", "")),
    ],
)
def test_another_file_is_refused(scenario: Scenario, name: str, language: str, expected: object) -> None:
    assert flaws(scenario, None, GivenFile(name, language, ())) == [expected]


def test_unknown_repeated_and_empty_keys_are_all_named(scenario: Scenario) -> None:
    given = (
        Given("titel", "작은 전화", "A", place=4),
        Given("goals/0", "먼저 듣는다.", "B", place=5),
        Given("goals/0", "먼저 듣는다.", "C", place=6),
        Given("", "가", "D", place=7),
    )
    assert flaws(scenario, None, GivenFile("small-call", "en", given)) == [
        ("unknown-key", 4, "titel", "title"),
        ("twice", 6, "goals/0", ""),
        ("no-key", 7, "", ""),
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("You bad people!", "braces-lost"),
        ("You {{bad} people!", "braces-odd"),
        ("You {bad} people!", "braces-odd"),
        ("You {{bad}} }} people!", "braces-odd"),
        ("You {{bad}}\x07 people!", "control"),
        ("You {{bad}}\x85 people!", "control"),
    ],
)
def test_words_that_would_be_shown_unmasked_or_could_not_be_read_are_refused(
    scenario: Scenario, words: str, code: str
) -> None:
    given = Given("insults/says/0", "이런 {{나쁜}} 사람들!", words, place=9)
    assert flaws(scenario, None, GivenFile("small-call", "en", (given,))) == [(code, 9, "insults/says/0", "")]


def test_more_masked_words_than_in_the_korean_are_fine(scenario: Scenario) -> None:
    done = back(scenario, None, Given("insults/says/0", "이런 {{나쁜}} 사람들!", "You {{damned}} {{bad}} people!"))
    assert done.new == 1


def test_what_was_wrong_before_and_is_unchanged_does_not_stop_the_rest(scenario: Scenario) -> None:
    table = table_of(scenario, insults__says__0=Text("이런 {{나쁜}} 사람들!", "You bad people!"))
    same = Given("insults/says/0", "이런 {{나쁜}} 사람들!", "You bad people!")
    assert back(scenario, table, same, Given("title", "작은 전화", "Call")).changed == 1
