"""The tables of who may do what in docs/records.md, made from the data.

`python -m tests.simulator.records.access_docs` (`make reference`) writes them anew.
"""

from pathlib import Path

from simulator.records.access import READING, ROLES, WRITING, Kind, Scope
from tests.tools import ROOT

PAGE = ROOT / "docs" / "records.md"
BEGIN, END = "<!-- who may do what, {}: made by `make reference` -->", "<!-- end of it -->"
_KINDS: dict[str, dict[Kind, str]] = {
    "ko": {
        "run": "연습과 점수 (말 없이)", "words": "말: 대화, 판정 근거, 경위서", "reflection": "돌아보기 답",
        "survey": "설문 답", "figures": "집계 (부서, 시나리오, 분기)", "person": "사람: 코드, 직위, 임용 연도, 부서",
        "name": "이름", "pin": "PIN", "role": "역할", "audit": "감사 기록",
    },
    "en": {
        "run": "runs and scores, without words", "words": "words: talk, findings, incident report",
        "reflection": "answers to the reflection", "survey": "answers to surveys",
        "figures": "sums by unit, scenario, quarter", "person": "persons: code, position, hire year, unit",
        "name": "names", "pin": "PIN", "role": "roles", "audit": "audit log",
    },
}  # fmt: skip
_SCOPES: dict[str, dict[Scope, str]] = {
    "ko": {"none": "-", "own": "자기 것", "classes": "자기와 맡은 반", "entitled": "자기 부서 아래",
           "counted": "5명 이상만", "all": "모두"},
    "en": {"none": "-", "own": "own", "classes": "own and their classes'", "entitled": "at or below their unit",
           "counted": "of five persons and more", "all": "all"},
}  # fmt: skip
_HEADS = {
    "ko": ("읽기 / 쓰기", ("파일을 가진 사람", "교육생", "교관", "인사", "관리자")),
    "en": ("read / write", ("holder of the file", "trainee", "trainer", "HR", "admin")),
}


def table(language: str) -> str:
    """Return the table in a language, as Markdown; a cell says how far somebody may read / write."""
    corner, names = _HEADS[language]
    heads = [f"{name} `{role}`" for name, role in zip(names, ROLES, strict=True)]
    lines = [_line([corner, *heads]), _line(["---"] * (len(ROLES) + 1))]
    lines += [_line([f"{words} `{kind}`", *_cells(kind, language)]) for kind, words in _KINDS[language].items()]
    return "\n".join(lines)


def with_tables(page: str) -> str:
    """Return the page with its tables as the data says. Raises ValueError where a place for one is missing."""
    for language in _HEADS:
        begin = BEGIN.format(language)
        before, rest = page[: page.index(begin)], page[page.index(begin) :]
        page = f"{before}{begin}\n{table(language)}\n{rest[rest.index(END) :]}"
    return page


def _cells(kind: Kind, language: str) -> list[str]:
    words = _SCOPES[language]
    pairs = zip(READING[kind], WRITING[kind], strict=True)
    return ["-" if read == write == "none" else f"{words[read]} / {words[write]}" for read, write in pairs]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write(page: Path = PAGE) -> None:
    """Write the tables of the page anew."""
    page.write_text(with_tables(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
