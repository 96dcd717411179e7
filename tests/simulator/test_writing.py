"""A session of writing without its screen: what is sound comes under the run, whatever else is typed costs nothing."""

from pathlib import Path

import pytest

from dialogues.inputs import Act, Choose, Undo
from dialogues.library import SHIPPED
from simulator.feedback import feedback_lines
from simulator.problems import UserProblem
from simulator.source_file import ChangedBeneathError
from simulator.texts import use_language
from simulator.workplace import Workplace
from simulator.writing import Writing, source_path
from tests.simulator.conftest import OneMoment
from tests.simulator.scenario_files import SMALL, put_small

BROKEN = SMALL.replace("goto: explains, why: 먼저", "goto: nowhere, why: 먼저")
UNREADABLE = SMALL.replace("states:", "states: [")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return put_small(tmp_path / "here")


def opened(path: Path, text: str = SMALL) -> Writing:
    path.write_text(text, encoding="utf-8")
    return Writing.open(Workplace(), str(path))


def saved(writing: Writing, text: str) -> str:
    """Write and save a text; return what became of the run."""
    writing.text = text
    found = writing.save()
    return found.how if found else ""


def codes(writing: Writing) -> list[str]:
    return [found.code for found in writing.reports]


def test_a_sound_file_is_in_play_at_once(path: Path) -> None:
    writing = opened(path)
    assert (writing.title, writing.play.state, writing.unsaved, writing.behind) == (
        "작은 전화",
        "opening",
        False,
        False,
    )
    assert writing.errors == 0


@pytest.mark.parametrize(("text", "code"), [(BROKEN, "D101"), (UNREADABLE, "D001"), ("", "D011")])
def test_a_file_with_errors_opens_without_a_run(path: Path, text: str, code: str) -> None:
    writing = opened(path, text)
    assert (writing.run, writing.sound, writing.title, writing.behind) == (None, None, "small-call.yaml", False)
    assert code in codes(writing)
    assert saved(writing, SMALL) == ""
    assert writing.play.state == "opening"


def test_saving_brings_the_new_text_under_the_run(path: Path) -> None:
    writing = opened(path)
    writing.take(Choose("hear"))
    assert saved(writing, SMALL.replace("오 분밖에 안 됐다니까요.", "겨우 오 분이에요.")) == "same"
    assert writing.play.state == "explains"
    assert writing.run is not None
    assert writing.run.trace().events[-1].words == "겨우 오 분이에요."
    assert "겨우 오 분이에요." in path.read_text(encoding="utf-8")


def test_an_error_never_costs_the_run(path: Path) -> None:
    writing = opened(path)
    writing.take(Choose("hear"))
    run = writing.run
    for text in (BROKEN, UNREADABLE):
        assert saved(writing, text) == ""
        assert writing.run is run
        assert writing.behind
        assert writing.errors > 0
    assert saved(writing, SMALL.replace("작은 전화", "더 작은 전화")) == "same"
    assert (writing.behind, writing.play.state, writing.title) == (False, "explains", "더 작은 전화")


def test_what_is_only_typed_is_looked_at_and_does_not_reach_the_run(path: Path) -> None:
    writing = opened(path)
    run = writing.run
    writing.text = BROKEN
    assert writing.see(writing.look(BROKEN)) is None
    assert (writing.unsaved, writing.behind, writing.run) == (True, True, run)
    assert codes(writing) == ["D101"]
    sound = SMALL.replace("왜 과태료예요?", "왜요?")
    writing.text = sound
    assert writing.see(writing.look(sound)) is None
    assert (writing.behind, writing.run) == (False, run)


def test_saving_the_same_text_again_leaves_the_run_alone(path: Path) -> None:
    writing = opened(path)
    run = writing.run
    assert writing.save() is None
    assert writing.run is run


def test_problems_are_in_the_users_language_and_silenced_ones_stay_silent(path: Path) -> None:
    use_language("en")
    text = SMALL.replace(", better: 놀라셨지요.}", "}")
    writing = opened(path, text)
    assert codes(writing) == ["D122"]
    assert writing.reports[0].sentence.isascii()
    line = next(line for line in text.split("\n") if "id: cold" in line)
    assert codes(opened(path, text.replace(line, f"{line} # noqa: D122"))) == []
    assert codes(opened(path, f"{text}\n# noqa: D122")) == ["D122"], "whether a mark is idle, only the proofs tell"


def test_what_keeps_it_from_being_played_cannot_be_silenced(path: Path) -> None:
    writing = opened(path, BROKEN.replace("먼저 들었습니다.,", "먼저 들었습니다., # noqa: D101\n       "))
    assert codes(writing) == ["D101"]


def test_proofs_belong_to_the_text_they_are_of(path: Path) -> None:
    writing = opened(path)
    proved = writing.prove()
    assert {found.code for found in proved.reports} - {found.code for found in writing.reports}
    writing.know(proved)
    assert writing.reports == proved.reports
    writing.see(writing.look(BROKEN))
    assert codes(writing) == ["D101"]


def test_a_refused_save_loses_nothing(path: Path) -> None:
    writing = opened(path)
    path.write_text("theirs", encoding="utf-8")
    writing.text = "mine"
    with pytest.raises(ChangedBeneathError):
        writing.save()
    assert (writing.text, writing.unsaved, path.read_text(encoding="utf-8")) == ("mine", True, "theirs")


def test_unsaved_text_of_an_earlier_session_is_offered_until_it_is_saved(path: Path) -> None:
    writing = opened(path)
    assert writing.left_unsaved() is None
    writing.recovery.keep("쓰던 글")
    left = opened(path).left_unsaved()
    assert left is not None
    assert left.text == "쓰던 글"
    writing = opened(path)
    saved(writing, SMALL + "# 끝\n")
    assert opened(path, SMALL).left_unsaved() is None


def test_a_copy_of_what_the_file_holds_is_nothing_unsaved(path: Path) -> None:
    writing = opened(path)
    writing.recovery.keep(SMALL)
    assert writing.left_unsaved() is None


# The run


def test_a_jumped_run_goes_on_from_its_state_and_restarting_begins_at_the_beginning(path: Path) -> None:
    writing = opened(path)
    writing.take(Choose("cold"))
    there = writing.standpoint("explains")
    assert (there.anger, there.seen) == (writing.play.meters[0], {"opening": 1, "insults": 1})
    writing.jump(there)
    assert (writing.play.state, writing.play.meters[0]) == ("explains", there.anger)
    writing.begin_again()
    assert (writing.play.state, writing.play.meters) == ("opening", (50, 40, 10))


def test_the_run_is_judged_and_explained_as_in_practice(path: Path) -> None:
    file = Writing(opened(path).file, Workplace().manual, clock=OneMoment.now)
    assert file.day == "2026-11-23"
    turn = file.take(Choose("cold"))
    lines = list(feedback_lines(file, turn, realistic=False))
    assert lines[0] == "왜: 감정을 건너뛰었습니다."
    assert any("하지 말 것" in line for line in lines)
    assert file.grade().total < 100


def test_feedback_still_fits_after_the_run_was_put_at_its_state(path: Path) -> None:
    writing = opened(path)
    writing.take(Choose("file"))
    assert saved(writing, SMALL.replace("id: file", "id: papers")) == "stood"
    turn = writing.take(Choose("argue"))
    assert any("하지 말 것" in line for line in feedback_lines(writing, turn, realistic=False))
    writing.take(Undo())
    assert writing.play.state == "explains"


def test_an_unknown_policy_falls_back_to_the_manuals_own(path: Path) -> None:
    writing = Writing(opened(path).file, Workplace().manual, "NOPE")
    assert writing.grade().policy == Workplace().manual.default_policy


def test_actions_are_spoken_in_korean_also_on_an_english_screen(path: Path) -> None:
    use_language("en")
    writing = opened(path)
    assert writing.take(Act("notify_recording")).events[0].words.startswith("지금부터")


# Which file


def test_a_scenario_is_found_by_its_id_also_with_errors(small: Path) -> None:
    assert source_path(Workplace(), "small-call") == small
    assert source_path(Workplace(), "abuse-phone-parking-fine").parent == SHIPPED
    small.write_text(BROKEN, encoding="utf-8")
    assert source_path(Workplace(), "small-call") == small


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("small-call.en.yaml", "problem.write-table"),
        ("no.yaml", "problem.write-missing"),
        ("nosuch", "problem.scenario-unknown"),
    ],
)
def test_a_wrong_name_is_said(name: str, key: str) -> None:
    with pytest.raises(UserProblem) as caught:
        source_path(Workplace(), name)
    assert caught.value.key == key
