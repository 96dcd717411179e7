"""The rule matrix: how many proof traces show each verdict of each rule, as a page of the manual's reference.

python -m tests.scoring.matrix      writes docs/manual/rule-matrix.md
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from scoring.manual.manual import Manual
from scoring.manual.reader import shipped_manual
from scoring.rules.model import VERDICTS, Rule
from scoring.rules.verdicts import verdicts_of
from tests.scoring.proof_tables import QUIET, Row, rows
from tests.tools import ROOT

PAGE = ROOT / "docs" / "manual" / "rule-matrix.md"
KEPT, NOT_CALLED_FOR = QUIET
_COLUMNS = (*VERDICTS, KEPT, NOT_CALLED_FOR)
_HEAD = """\
<!-- tests/scoring/matrix.py가 만든 쪽입니다. 손으로 고치지 말고 `make reference`로 다시 만드세요. -->

# 채점 기준과 판정 (Rule matrix)

[차례](index.md)

채점 기준마다 판정 하나하나를 보이는 시험용 대화가 몇 개인지 적었습니다(`tests/scoring/proof/`). 그 기준에서 나올 수
없는 판정은 빈칸입니다. 채점 기준 {rules}개, 시험용 대화 {traces}개입니다.

| 판정 | 뜻 | 판정 | 뜻 |
| --- | --- | --- | --- |
| done | 지킴 | forbidden | 하지 말 것을 함 |
| late | 늦음 | needless | 까닭 없이 함 |
| early | 너무 이르거나 모자람 | kept | 하지 말 것을 하지 않음 |
| skipped | 빠뜨림 | not called for | 물을 일이 없었음 |
| wrong_role | 권한 없는 사람이 함 | | |
"""


def matrix_page(manual: Manual, proofs: Iterable[Row]) -> str:
    """Return the page: a table for each ladder, one for the faults and one for who may do what."""
    counted = Counter((row.rule, row.verdict) for row in proofs)
    head = _HEAD.format(rules=len(manual.rules), traces=counted.total())
    return "\n".join([head, *_tables(manual, counted)])


def _tables(manual: Manual, counted: Counter[tuple[str, str]]) -> Iterator[str]:
    for name, ladder in manual.ladders.items():
        yield _table(f"[{name} {ladder.name.ko}](ladders/{name}.md) ({ladder.name.en})", ladder.rules, counted)
    yield _table("[하지 말 것](faults.md) (Faults)", manual.fault_rules, counted)
    yield _table("[할 수 있는 사람](steps.md) (Who may do a step)", manual.role_rules, counted)


def _table(title: str, rules: Iterable[Rule], counted: Counter[tuple[str, str]]) -> str:
    titles = ["채점 기준", *("not called for" if name == NOT_CALLED_FOR else name for name in _COLUMNS)]
    head = [f"## {title}", "", _row(titles), _row(["---", *("---:" for _ in _COLUMNS)])]
    counts = [_row([f"`{rule.rule}`", *(_cell(rule, column, counted) for column in _COLUMNS)]) for rule in rules]
    return "\n".join([*head, *counts, ""])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(rule: Rule, column: str, counted: Counter[tuple[str, str]]) -> str:
    """Return the number of traces, nothing where the rule cannot say this; a duty is done, never just kept."""
    said = verdicts_of(rule)
    possible = column == NOT_CALLED_FOR or column in said or (column == KEPT and "done" not in said)
    return str(counted[rule.rule, column]) if possible else ""


def main() -> None:
    """Write the page of the shipped manual and its proof tables."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(matrix_page(shipped_manual(), rows()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
