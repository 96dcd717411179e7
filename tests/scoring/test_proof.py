"""Every rule is proven by the tables of `proof/`: each row, each verdict, and when it is not called for."""

import pytest

from scoring.manual.reader import shipped_manual
from scoring.rules.verdicts import verdicts_of
from tests.scoring.proof_tables import QUIET, Row, rows, said_by

MANUAL = shipped_manual()


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.place} {row.rule} {row.verdict}")
def test_the_rule_says_what_the_table_says(row: Row) -> None:
    assert row.rule in MANUAL.rules, f"{row.place}: no rule {row.rule}"
    assert said_by(row, MANUAL) == row.expected, row.story


def test_every_verdict_of_every_rule_is_proven() -> None:
    proven = {(row.rule, row.verdict) for row in rows()}
    wanted = {(name, verdict) for name, rule in MANUAL.rules.items() for verdict in verdicts_of(rule)}
    assert sorted(wanted - proven) == []


def test_every_rule_is_kept_once_broken_once_and_not_called_for_once() -> None:
    for name, rule in MANUAL.rules.items():
        said = {row.verdict for row in rows() if row.rule == name}
        assert "-" in said, f"{name}: no trace that does not call for it"
        assert said & {"done", "kept"}, f"{name}: no trace that keeps it"
        assert said - {"done", *QUIET}, f"{name}: no trace that breaks it"
        assert said <= {*verdicts_of(rule), *QUIET}, name
