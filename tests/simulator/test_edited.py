"""What an edit does to kept runs, by the commands: each kind of refusal with its reason, and what is shown later."""

import re
from pathlib import Path

import pytest

from simulator import places
from simulator.texts import use_language
from simulator.workplace import Workplace
from tests.simulator.commands_at_work import Command, Done, beside, played
from tests.simulator.scenario_files import SMALL, put_small

EDITED = "시나리오가 고쳐졌습니다"
COLD = "say: 규정입니다., faults: [dismiss_feelings]"
TYPO = ("됐다니까요", "됐다고요")
REMOVED = SMALL[SMALL.index("      - {id: cold") : SMALL.index("      - {id: file")]

TABLE = """scenario: small-call
language: en
texts:
  title: {ko: 작은 전화, en: A small call}
  explains/says/0: {ko: 오 분밖에 안 됐다니까요., en: I was only over five minutes.}
"""


def edit(file: Path, *changes: tuple[str, str]) -> None:
    text = SMALL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def go_on(cli: Command, scenario: str | Path = "small-call", lines: str = "stop") -> Done:
    return cli("play", scenario, "--resume", "--script", "-", stdin="\n".join(lines.split()))


def journals() -> int:
    """Return how many events are kept."""
    workplace = Workplace()
    try:
        return workplace.records.count_events()
    finally:
        workplace.close()


# Refusing


@pytest.mark.parametrize(
    ("lines", "change", "reason"),
    [
        ("cold", (REMOVED, ""), "1번째 차례에 고른 선택지('cold')가 상태 'opening'에 이제 없습니다."),
        ("cold /undo", (REMOVED, ""), "1번째 차례에 고른 선택지('cold')가 상태 'opening'에 이제 없습니다."),
        ("cold", ("- {id: cold,", "- {id: cold, when: trust >= 90,"), "('cold')가 상태 'opening'에서 조건 때문에"),
        ("cold", (f"{COLD}, goto: insults", f"{COLD}, goto: explains"), "'insults' 쪽으로 갔는데 이제는 'explains' 쪽"),
        ("cold", (COLD, f"{COLD}, effect: {{anger: +30}}"), "1번째 차례에 분노/신뢰/불안이 그때는"),
        ("cold", ("acts: [insult]", "acts: [insult, raise_voice]"), "그때: insult. 지금: insult, raise_voice."),
        ("cold", (COLD, COLD.replace("dismiss_feelings", "argue")), "그때: dismiss_feelings. 지금: argue."),
        ("cold", ("anger: 50", "anger: 51"), "시작할 때 분노/신뢰/불안이 그때는 50/40/10, 이제는 51/40/10입니다."),
        ("cold", ("legitimate: true", "legitimate: false"), "채점의 바탕이 되는 항목이 바뀌었습니다(legitimate)."),
        ("cold", ("minutes: 2", "minutes: 2\nseconds_per_turn: 40"), "이야기 속 시간이 30초였는데 이제는 40초"),
        ("cold", ('says: "이런', 'scene: 조용하다.\n    says: "이런'), "상태 'insults'에 그때는 없던 말이나 지문"),
        ("cold !notify_recording", ("  notify_recording: {says: 녹음하든지 말든지!}\n", ""), "이제는 나오지 않습니다."),
        ("cold", (f"{COLD}", COLD.replace("say:", "do:")), "말하거나 행동하는 사람이나 방식이 그때와 다릅니다."),
    ],
)  # fmt: skip
def test_a_run_that_would_have_gone_otherwise_is_refused(
    cli: Command, small: Path, lines: str, change: tuple[str, str], reason: str
) -> None:
    attempt = played(cli, lines=lines)["attempt"]
    kept = journals()
    edit(small, change)
    done = go_on(cli)
    assert (done.code, done.out) == (2, "")
    assert "'작은 전화' 시나리오가 그 뒤로 바뀌어 이어 갈 수 없습니다." in done.err
    assert reason in done.err
    assert f"minwon replay {attempt}" in done.err
    assert f"minwon stop {attempt}" in done.err
    assert journals() == kept
    assert "[나] " in cli("replay", attempt).out, "its words can still be read"


def test_the_reason_is_said_in_english(cli: Command, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    played(cli, lines="cold")
    edit(small, (COLD, f"{COLD}, effect: {{anger: +30}}"))
    monkeypatch.setenv("MINWON_LANG", "en")
    done = go_on(cli)
    assert re.search(r"In turn 1, anger/trust/fear stood at \d+/\d+/\d+; they would now stand at 80/", done.err)
    assert "{" not in done.err
    use_language("ko")


def test_a_scenario_that_is_broken_now_is_named_with_its_first_error(cli: Command, small: Path) -> None:
    played(cli, lines="cold")
    edit(small, ("goto: calmed", "goto: nowhere"), ("id: bear", "id: back"))
    for named in ("small-call", small):
        done = go_on(cli, named)
        assert (done.code, done.out) == (1, "")
        line = SMALL[: SMALL.index("goto: calmed")].count("\n") + 1
        assert f"{small}:{line}:" in done.err
        assert "nowhere" in done.err
        assert f"minwon lint {small}" in done.err
        assert "minwon stop" in done.err
    edit(small)
    assert go_on(cli).code == 0


@pytest.mark.parametrize("named", ["id", "file"])
def test_a_scenario_that_is_gone_can_come_back(cli: Command, tmp_path: Path, small: Path, named: str) -> None:
    file = small if named == "id" else put_small(tmp_path)
    scenario = "small-call" if named == "id" else file
    attempt = played(cli, lines="cold", scenario=scenario)["attempt"]
    file.unlink()
    small.unlink(missing_ok=True)
    done = go_on(cli, scenario)
    assert (done.code, done.out) == (2, "")
    assert "시나리오('small-call')가 없어졌거나 id가 바뀌어" in done.err
    assert f"minwon stop {attempt}" in done.err
    put_small(file.parent)
    assert go_on(cli, scenario).code == 0


def test_a_file_without_a_run_is_only_missing(cli: Command, tmp_path: Path) -> None:
    done = go_on(cli, tmp_path / "nothing.yaml")
    assert done.code == 2
    assert "stop" not in done.err


def test_a_run_by_another_manual_is_refused(cli: Command, small: Path) -> None:
    attempt = played(cli, lines="cold")["attempt"]
    beside("UPDATE attempt SET manual_hash = 'other'")
    edit(small, TYPO)
    done = go_on(cli)
    assert (done.code, done.out) == (2, "")
    assert "대응 매뉴얼이 그 뒤로 바뀌어" in done.err
    assert f"minwon stop {attempt}" in done.err


def test_a_run_kept_without_its_facts_goes_on_only_where_nothing_has_changed(cli: Command, small: Path) -> None:
    played(cli, lines="cold")
    beside("UPDATE attempt SET facts = ''")
    assert go_on(cli, lines="").code == 0
    edit(small, TYPO)
    assert "예전 판에서 시작한 대화" in go_on(cli).err


def test_a_journal_from_before_silent_places_left_an_event_is_refused_plainly(cli: Command, small: Path) -> None:
    silent = ("    says: 오 분밖에 안 됐다니까요.\n", "")
    edit(small, silent)
    attempt = played(cli, lines="hear")["attempt"]
    beside("DELETE FROM event WHERE seq = 2")
    done = go_on(cli, lines="rule")
    assert (done.code, done.out) == (2, "")
    assert "똑같이 재현되지 않습니다" in done.err
    assert f"minwon stop {attempt}" in done.err
    done = cli("replay", attempt)
    assert done.code == 2
    assert "[나] 많이 놀라셨겠습니다." in done.out


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (TABLE.replace("over five", "over  5"), "I was only over  5 minutes."),
        (TABLE.replace("오 분밖에 안 됐다니까요", "오 분"), "오 분밖에 안 됐다니까요."),
        (None, ""),
    ],
    ids=["typo", "stale", "gone"],
)
def test_a_table_is_edited_or_gone(
    cli: Command, small: Path, monkeypatch: pytest.MonkeyPatch, changed: str | None, words: str
) -> None:
    monkeypatch.setenv("MINWON_LANG", "en")
    table = small.with_name("small-call.en.yaml")
    table.write_text(TABLE, encoding="utf-8")
    told = played(cli, lines="hear")["events"][-1]["words"]
    assert told == "I was only over five minutes."
    if changed is None:
        table.unlink()
        assert "The English table used in this run is gone or cannot be read." in go_on(cli).err
    else:
        table.write_text(changed, encoding="utf-8")
        events = played(cli, "--resume", lines="wait")["events"]
        assert [events[2]["words"], events[4]["words"]] == [told, words]
    use_language("ko")


def test_a_silent_place_is_told_from_another(cli: Command, small: Path) -> None:
    """Nothing is said there, but the journal tells where the run is."""
    silent = ("    says: 오 분밖에 안 됐다니까요.\n", "")
    twin = SMALL[SMALL.index("  explains:") : SMALL.index("  insults:")].replace("  explains:", "  listens:")
    reached = ("서류부터 주세요., goto: explains", "서류부터 주세요., goto: listens")
    edit(small, silent, reached, ("  insults:\n", twin.replace(*silent) + "  insults:\n"))
    played(cli, lines="hear")
    text = small.read_text(encoding="utf-8")
    hear = "[listen, empathise], goto: "
    small.write_text(text.replace(f"{hear}explains", f"{hear}listens"), encoding="utf-8")
    assert "'explains' 쪽으로 갔는데 이제는 'listens' 쪽" in go_on(cli, lines="rule").err


# Which run


def test_a_newer_run_that_cannot_go_on_is_passed_over_aloud(cli: Command, small: Path, tmp_path: Path) -> None:
    other = (
        put_small(
            tmp_path,
        )
        .read_text(encoding="utf-8")
        .replace("small-call", "other-call")
    )
    (places.own_scenarios_folder() / "other-call.yaml").write_text(other, encoding="utf-8")
    older = played(cli, lines="cold", scenario="other-call")["attempt"]
    newer = played(cli, lines="cold")["attempt"]
    edit(small, (REMOVED, ""))
    done = cli("play", "--resume", "--script", "-", "--json", stdin="stop")
    assert done.json["attempt"] == older
    assert "더 나중에 멈춘 연습 1건은 이어 갈 수 없어" in done.err
    assert f"minwon play {newer} --plain --resume" in done.err
    assert "'cold'" in go_on(cli, newer).err
    edit(small)
    done = cli("play", "--resume", "--script", "-", "--json", stdin="stop")
    assert done.json["attempt"] == newer
    assert "건너뛰었습니다" not in done.err


# Ending what cannot go on


def test_a_run_that_cannot_go_on_is_ended_without_a_score(cli: Command, small: Path) -> None:
    attempt = played(cli, lines="cold !notify_recording /undo")["attempt"]
    small.unlink()
    done = cli("stop", attempt[:20])
    assert (done.code, done.out) == (0, "")
    assert f"점수 없이 끝냈습니다: {attempt}" in done.err
    [result] = cli("results", "--json").json
    assert (result["attempt"], result["outcome"], result["total"], result["turns"]) == (attempt, "stopped", None, 1)
    assert result["anger_last"] > result["anger_first"] == 50
    assert cli("play", "--resume", "--plain").code == 2
    again = cli("stop", attempt)
    assert again.code == 2
    assert "이미 끝난 연습입니다" in again.err
    assert "[나] 규정입니다." in cli("replay", attempt).out


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("lines", ["", "cold", "hear wait /undo", "cold ... !notify_recording"])
def test_ended_from_outside_it_is_the_run_its_trainee_would_have_stopped(cli: Command, lines: str) -> None:
    inside = played(cli, "--seed", "1", lines=f"{lines} /stop")
    outside = played(cli, "--seed", "1", lines=lines)
    cli("stop", outside["attempt"])
    workplace = Workplace()
    try:
        records = workplace.records
        assert records.events(outside["attempt"]) == records.events(inside["attempt"])
        one, other = (records.summary(run["attempt"]) for run in (outside, inside))
    finally:
        workplace.close()
    assert one
    assert other
    for name in ("ending", "outcome", "turns", "seconds", "anger_first", "anger_last", "scorecard", "paper", "mode"):
        assert getattr(one, name) == getattr(other, name), name
    assert cli("replay", outside["attempt"]).code == 0


# A run that has ended


def test_a_run_over_an_edit_names_both_versions(cli: Command, small: Path, tmp_path: Path) -> None:
    attempt = played(cli, lines="hear")["attempt"]
    edit(small, TYPO)
    assert go_on(cli, lines="").code == 0, "a look leaves no trace"
    went_on = played(cli, "--resume", lines="wait")
    edit(small, TYPO, ("통화가 잘 끝났습니다.", "통화가 끝났습니다."))
    ended = go_on(cli, lines="rule")
    first, second, third = cli("show", attempt, "--json").json["scenario_hashes"]
    assert went_on["scenario_hashes"] == [first, second]
    assert len({first, second, third}) == 3
    named = f"{first[:12]}, {second[:12]}, {third[:12]}"
    assert named in ended.out
    shown = cli("show", attempt).out
    assert named in shown
    assert "작성자의 설명은 빠졌습니다" not in shown
    page = tmp_path / "debrief.html"
    cli("show", attempt, "--html", page)
    assert page.read_text(encoding="utf-8").count(named) == 2
    assert cli("regrade", attempt, "--json").json[0]["scenario_hashes"] == [first, second, third]
    replayed = cli("replay", attempt)
    assert replayed.code == 0
    assert replayed.out.count(EDITED) == 2
    assert "[민원인] 오 분밖에 안 됐다니까요." in replayed.out
    assert "[민원인] 오 분밖에 안 됐다고요." in replayed.out


def test_each_version_is_noted_once_and_an_edit_may_be_taken_back(cli: Command, small: Path) -> None:
    first = played(cli, lines="hear")["scenario_hashes"]
    edit(small, TYPO)
    for _ in range(2):
        edited = played(cli, "--resume", lines="wait")
    assert edited["scenario_hashes"][:1] == first
    assert len(edited["scenario_hashes"]) == 2
    edit(small)
    ended = played(cli, "--resume", lines="wait rule")
    assert ended["scenario_hashes"] == [*edited["scenario_hashes"], *first]
    told = [event["words"] for event in ended["events"] if event["source"] == "explains"]
    assert [words[-4:-1] for words in told] == ["니까요", "다고요", "다고요", "니까요"]
    assert cli("replay", ended["attempt"]).code == 0


@pytest.mark.usefixtures("small")
def test_a_run_without_an_edit_says_nothing_of_versions(cli: Command) -> None:
    attempt = played(cli)["attempt"]
    assert "판마다의 해시" not in cli("show", attempt).out


def test_an_edit_after_the_end_leaves_the_judgement(cli: Command, small: Path) -> None:
    attempt = played(cli)["attempt"]
    before = cli("show", attempt).out
    edit(small, TYPO)
    replayed = cli("replay", attempt)
    assert replayed.code == 2
    assert "[민원인] 오 분밖에 안 됐다니까요." in replayed.out
    assert "그때처럼 다시 해 볼 수 없습니다" in replayed.err
    assert "stop" not in replayed.err
    shown = cli("show", attempt).out
    assert "작성자의 설명은 빠졌습니다" in shown
    score = "점수 100 / 100"
    assert score in before
    assert score in shown
    assert cli("what-if", attempt, "--turn", "1", "--choose", "cold").code == 2
    edit(small)
    assert cli("show", attempt).out == before


def test_the_older_version_does_not_replay_a_run_that_went_on(cli: Command, small: Path) -> None:
    attempt = played(cli, lines="hear")["attempt"]
    edit(small, TYPO)
    go_on(cli, lines="wait rule")
    edit(small)
    done = cli("replay", attempt)
    assert done.code == 2
    assert "그때처럼 다시 해 볼 수 없습니다" in done.err
    edit(small, TYPO)
    assert cli("replay", attempt).code == 0
