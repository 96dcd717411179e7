"""The survey in plain lines: offered after an assessed run only, each answer its own, blank lines skip."""

import pytest

from simulator import places
from simulator.records.store import Records
from tests.simulator.commands_at_work import Command
from tests.simulator.scenario_files import put_small


@pytest.fixture(autouse=True)
def small() -> None:
    put_small(places.own_scenarios_folder())


def answers() -> dict[str, object]:
    records = Records.open(places.database_file())
    attempt = records.attempt(records.summaries()[0].attempt)
    found: dict[str, object] = {
        answer.item: answer.value or answer.comment for answer in records.answers(attempt.pairing_key)
    }
    records.close()
    return found


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("4\n5\n3\n좋았습니다\n", {"realistic": 4, "useful": 5, "safe": 3, "comment": "좋았습니다"}),
        ("4\n\n\n\n", {"realistic": 4}),
        ("9\n2\n\n\n\n", {"realistic": 2}),
        ("\n\n\n\n", {}),
        ("", {}),
    ],
    ids=["all", "one", "off the scale first", "none", "no lines left"],
)
def test_answers_are_kept_apart_from_the_score(cli: Command, typed: str, kept: dict[str, object]) -> None:
    reflected = "담담했습니다\n먼저 듣겠습니다\n"
    done = cli("play", "small-call", "--plain", "--assessment", stdin=f"hear\nrule\n{reflected}{typed}")
    assert done.code == 0
    assert "평가를 마무리했습니다" in done.out
    assert "짧은 설문" in done.out
    assert answers() == kept


@pytest.mark.parametrize("options", [["--plain"], ["--script", "-", "--assessment"]], ids=["practice", "script"])
def test_it_is_not_asked_elsewhere(cli: Command, options: list[str]) -> None:
    done = cli("play", "small-call", *options, stdin="hear\nrule\n")
    assert "짧은 설문" not in done.out


def test_it_is_not_asked_after_a_stop(cli: Command) -> None:
    done = cli("play", "small-call", "--plain", "--assessment", stdin="/stop\n")
    assert "짧은 설문" not in done.out
