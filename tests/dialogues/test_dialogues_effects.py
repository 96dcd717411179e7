"""What steps and faults do to the meters: sums, tempers, and the author's word over both."""

import pytest

from dialogues.effects import Effect, effect_of, shipped_effects
from dialogues.model import METERS, Temper
from scoring.manual.reader import shipped_manual


def test_nothing_done_changes_nothing() -> None:
    assert effect_of((), {}, "hot") == Effect(0, 0, 0)
    assert effect_of(("record", "no-such-thing"), {}, "plain") == Effect(0, 0, 0)


def test_steps_and_faults_add_up() -> None:
    table = shipped_effects()
    listen, argue = table.steps["listen"], table.faults["argue"]
    expected = {meter: listen.get(meter, 0) + argue.get(meter, 0) for meter in METERS}
    assert effect_of(("listen", "argue"), {}, "plain") == Effect(**expected)
    twice = effect_of(("listen", "listen"), {}, "plain")
    assert twice == Effect(*(2 * change for change in effect_of(("listen",), {}, "plain")))


@pytest.mark.parametrize(("temper", "rises", "falls"), [("plain", 25, -14), ("hot", 32, -15), ("cold", 20, -9)])
def test_a_temper_bends_anger_only(temper: Temper, rises: int, falls: int) -> None:
    assert effect_of(("insult_back",), {}, temper) == Effect(rises, -25, 0)
    assert effect_of(("listen", "empathise"), {}, temper) == Effect(falls, 14, -8)


def test_a_temper_bends_the_sum_not_its_parts() -> None:
    table = shipped_effects()
    total = table.steps["listen"]["anger"] + table.faults["insult_back"]["anger"]
    assert total > 0
    rise = table.tempers["anxious"].rise
    assert effect_of(("listen", "insult_back"), {}, "anxious").anger == total * rise // 100


@pytest.mark.parametrize("temper", ["plain", "hot", "cold", "anxious"])
def test_what_the_author_wrote_replaces_meter_by_meter_and_is_not_bent(temper: Temper) -> None:
    default = effect_of(("listen",), {}, temper)
    assert effect_of(("listen",), {"anger": 15}, temper) == default._replace(anger=15)
    assert effect_of(("listen",), {"trust": -3}, temper) == default._replace(trust=-3)
    assert effect_of(("listen",), {"anger": 0, "fear": 0}, temper) == default._replace(anger=0, fear=0)
    assert effect_of((), {"anger": -1, "trust": 2, "fear": 3}, temper) == Effect(-1, 2, 3)


def test_the_shipped_table_speaks_the_words_of_the_manual() -> None:
    table, manual = shipped_effects(), shipped_manual()
    assert table.steps.keys() <= manual.steps.keys()
    assert table.faults.keys() <= manual.faults.keys()
    changes = [*table.steps.values(), *table.faults.values(), table.silence]
    assert {meter for change in changes for meter in change} <= set(METERS)
    assert table.tempers["plain"].rise == table.tempers["plain"].fall == 100


def test_the_table_is_read_once() -> None:
    assert shipped_effects() is shipped_effects()
