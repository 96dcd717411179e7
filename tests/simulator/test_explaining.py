"""What a finding rests on, in words: law only where it was read, was in force and bound the place."""

import pytest

from dialogues.model import PRIVATE_SECTORS
from scoring.evidence import Basis
from scoring.manual.reader import shipped_manual
from simulator.explaining import ground, ground_line
from simulator.records.model import RunFacts, Setting

MANUAL = shipped_manual()
TODAY = "2026-11-25"
PETITIONS = Basis(evidence="P", law="petitions-4")
SAFETY = Basis(evidence="P", law="osh-41")


@pytest.mark.parametrize("sector", PRIVATE_SECTORS)
def test_a_law_for_public_bodies_is_no_law_in_a_shop_or_a_bank(sector: str) -> None:
    shown = ground(PETITIONS, MANUAL, Setting(TODAY, sector))  # type: ignore[arg-type]
    assert not shown.law
    assert "공공기관에 적용되는 법" in shown.text
    assert "민원처리법 제4조" in shown.text
    assert ground_line(shown).startswith("참고(")


@pytest.mark.parametrize("sector", ["tax", "hospital", "public_corporation", "school", ""])
def test_it_is_law_where_public_bodies_deal_with_people(sector: str) -> None:
    shown = ground(PETITIONS, MANUAL, Setting(TODAY, sector))  # type: ignore[arg-type]
    assert shown.law
    assert "공공기관에" not in shown.text
    assert ground_line(shown).startswith("법령: ")


@pytest.mark.parametrize("sector", [*PRIVATE_SECTORS, "tax"])
def test_a_law_for_every_employer_is_law_everywhere(sector: str) -> None:
    assert ground(SAFETY, MANUAL, Setting(TODAY, sector)).law  # type: ignore[arg-type]


def test_every_article_on_petitions_and_public_duty_binds_public_bodies_only() -> None:
    public = {name for name, law in MANUAL.laws.items() if law.binds == "public_bodies"}
    assert {name for name in MANUAL.laws if name.startswith(("petitions-", "decree-"))} < public
    assert {"rule-1-2", "criminal-136", "criminal-144", "disclosure-11-2"} < public
    for name in (
        "criminal-260",
        "criminal-283",
        "criminal-314",
        "stalking-2",
        "osh-41",
        "sexual-violence-13",
        "procedure-212",
    ):
        assert name not in public


def test_an_old_run_without_a_sector_is_explained_as_before() -> None:
    assert RunFacts("phone", ("verbal_abuse",), True).sector == ""
