"""The plain lines: how a line is understood and what is shown for it."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterator

import pytest

from dialogues.inputs import Act, Choose, Input, InputError, Stop, Undo, Wait
from simulator import places
from simulator.plain.session import PlainSession, read_input
from simulator.problems import Exit, UserProblem
from simulator.records.model import Mode
from simulator.rehearsal import Rehearsal
from simulator.workplace import Workplace
from tests.simulator.scenario_files import put_small


class Played:
    """A run in lines, and everything it has shown."""

    def __init__(self, workplace: Workplace, mode: Mode, realistic: bool) -> None:
        loaded = workplace.load("small-call", "ko")
        self.rehearsal, turn = Rehearsal.begin(loaded, workplace.manual, workplace.records, mode=mode, seed=0)
        self._out = io.StringIO()
        self.session = PlainSession(self.rehearsal, self._out, realistic)
        self.session.show(turn.events)

    def lines(self, *lines: str, interactive: bool = True) -> str:
        """Put lines in and return what was shown for them."""
        before = len(self._out.getvalue())
        self.session.play(iter(lines), interactive)
        return self._out.getvalue()[before:]

    @property
    def sources(self) -> list[str]:
        """Where the events so far came from."""
        return [event.source for event in self.rehearsal.trace().events]


Player = Callable[..., Played]


@pytest.fixture
def begin() -> Iterator[Player]:
    """Begin a run of the small call."""
    put_small(places.own_scenarios_folder())
    workplace = Workplace()
    yield lambda mode="practice", realistic=False: Played(workplace, mode, realistic)
    workplace.close()


# One line


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("1", Choose("hear")),
        ("3", Choose("file")),
        ("cold", Choose("cold")),
        ("!notify_recording", Act("notify_recording")),
        ("!nothing", Act("nothing")),
        ("...", Wait()),
        ("/undo", Undo()),
        ("/stop", Stop()),
    ],
)
def test_a_line_is_understood(begin: Player, line: str, given: Input) -> None:
    assert read_input(line, begin().rehearsal.play.options()) == given


@pytest.mark.parametrize("line", ["0", "4", "999", pytest.param("9" * 5000, id="5000 digits")])
def test_a_number_of_no_option_is_refused(begin: Player, line: str) -> None:
    with pytest.raises(InputError) as error:
        read_input(line, begin().rehearsal.play.options())
    assert error.value.code == "option"


WRONG = {
    "0": "'0'",
    "4": "'4'",
    "nothing": "'nothing'",
    "hello there": "'hello there'",
    "안녕하세요": "'안녕하세요'",
    "!press_bell": "'press_bell'",
    "!": "''",
    "/undo": "되돌릴 수 없습니다",
    "/help me": "'/help me'",
    "..": "'..'",
}


@pytest.mark.parametrize(("line", "named"), WRONG.items())
def test_a_wrong_line_typed_is_said_and_costs_nothing(begin: Player, line: str, named: str) -> None:
    played = begin()
    shown = played.lines(line, "hear")
    assert named in shown
    assert played.sources == ["opening", "hear", "explains"]


@pytest.mark.parametrize(("line", "named"), WRONG.items())
def test_a_wrong_line_in_a_script_ends_it(begin: Player, line: str, named: str) -> None:
    """Going on would play something else than was written."""
    played = begin()
    with pytest.raises(UserProblem) as problem:
        played.lines(line, "hear", interactive=False)
    assert problem.value.code == Exit.WRONG_USE
    assert f"'{line}'" in problem.value.sentence
    assert named in problem.value.sentence
    assert played.sources == ["opening"]


@pytest.mark.parametrize("line", ["  hear  ", "\thear\r\n", "", "   ", "?", "/help"])
@pytest.mark.parametrize("interactive", [True, False])
def test_spaces_and_questions_harm_nothing(begin: Player, line: str, interactive: bool) -> None:
    played = begin()
    played.lines(line, interactive=interactive)
    assert played.sources[1:2] == (["hear"] if "hear" in line else [])


def test_typed_syllables_that_came_apart_are_composed(begin: Player) -> None:
    apart = unicodedata.normalize("NFD", "안녕")
    assert "안녕" in begin().lines(apart)


# What is shown


def test_a_turn_shows_both_sides_the_mood_and_the_next_options(begin: Player) -> None:
    shown = begin().lines("1").splitlines()
    said = shown.index("[나] 많이 놀라셨겠습니다. 말씀해 주세요.")
    assert shown[said + 1] == "[민원인] 오 분밖에 안 됐다니까요."
    assert re.fullmatch(r"\(분노 \d+ .+ / 신뢰 \d+ / 불안 \d+\)", shown[-4])
    assert shown[-3:] == ["  1. 의견을 내실 수 있습니다.", "  2. 오 분도 위반입니다.", "  3. 네."]


def test_the_actions_are_listed_once_and_when_asked(begin: Player) -> None:
    played = begin()
    assert played.lines("1").count("!notify_recording") == 1
    assert played.lines("3").count("!notify_recording") == 0
    assert played.lines("?").count("!notify_recording") == 1
    assert played.lines("/help").count("!notify_recording") == 1


def test_an_action_and_a_silence_are_shown(begin: Player) -> None:
    shown = begin().lines("!notify_recording", "...")
    assert "[민원인] 녹음하든지 말든지!" in shown
    assert "[나] ..." in shown


def test_practice_says_why_and_how_better(begin: Player) -> None:
    shown = begin().lines("cold")
    for text in ("왜: 감정을 건너뛰었습니다.", "상대에게: 더 화를 냅니다.", "더 나은 말: 놀라셨지요."):
        assert text in shown


def test_an_assessment_says_nothing_before_the_end_and_takes_nothing_back(begin: Player) -> None:
    played = begin("assessment")
    shown = played.lines("cold", "/undo")
    assert "왜:" not in shown
    assert "되돌릴 수 없습니다" in shown
    assert played.sources == ["opening", "cold", "insults"]


def test_undo_takes_the_turn_back(begin: Player) -> None:
    played = begin()
    shown = played.lines("cold", "/undo", "hear")
    assert "(마지막 차례를 되돌렸습니다.)" in shown
    assert played.sources == ["opening", "hear", "explains"]


def test_stop_ends_without_a_judgement(begin: Player) -> None:
    played = begin()
    played.lines("cold", "/stop", "hear")
    assert (played.rehearsal.play.stopped, played.sources[-1]) == (True, "")
    out = io.StringIO()
    PlainSession(played.rehearsal, out, realistic=False).report()
    assert out.getvalue().startswith("멈추었습니다.")
    assert "100" not in out.getvalue()


@pytest.mark.parametrize(("realistic", "words"), [(False, "이런 **** 진짜."), (True, "이런 씨발 진짜.")])
def test_profanity_is_masked_unless_asked_for(begin: Player, realistic: bool, words: str) -> None:
    assert words in begin(realistic=realistic).lines("cold")


def test_lines_after_the_end_are_not_read(begin: Player) -> None:
    played = begin()
    rest = iter(["hear", "rule", "more"])
    played.session.play(rest, interactive=False)
    assert list(rest) == ["more"]
    assert played.rehearsal.play.ending == "calmed"


def test_the_report_shows_score_curve_moments_and_findings(begin: Player) -> None:
    played = begin()
    played.lines("cold", "stop", "rule")
    out = io.StringIO()
    PlainSession(played.rehearsal, out, realistic=False).report()
    report = out.getvalue()
    card = played.rehearsal.grade()
    assert f"점수 {card.total} / 100" in report
    assert "잘 들었습니다." in report, "the author's lesson for this ending"
    assert sum(line.startswith("- [") for line in report.splitlines()) >= len(card.findings)
    for heading in ("다섯 가지 점수", "상대의 마음", "가장 아쉬운 순간", "가장 잘한 순간", "항목별 결과"):
        assert heading in report


def test_the_briefing_warns_and_explains(begin: Player) -> None:
    played = begin("assessment")
    out = io.StringIO()
    PlainSession(played.rehearsal, out, realistic=False).briefing()
    for text in (
        "작은 전화 (평가)",
        "짧은 욕설이 한 번",
        "교통과 담당자",
        "화가 난 운전자",
        "- 과태료는 사만",
        "'/stop'",
    ):
        assert text in out.getvalue()
