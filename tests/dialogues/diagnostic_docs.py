"""What the pages in docs/diagnostics take from the codes: the quotes of every page, and the index.

`python -m tests.dialogues.diagnostic_docs` (`make reference`) writes them anew.
"""

import re
from collections.abc import Iterator

from dialogues.lint.diagnostics import Diagnostic, diagnostics
from dialogues.lint.pages import ENGLISH
from tests.dialogues.diagnostic_pages import FOLDER, pages

CODES = FOLDER.parents[1] / "dialogues" / "lint" / "codes"
INDEX = FOLDER / "README.md"
_KOREAN_QUOTE = re.compile(r"\A# D\d+\n+(?:>.*\n)*\n*")
_ENGLISH_QUOTE = re.compile(rf"^{ENGLISH}\n*(?:>.*\n)*\n*", re.MULTILINE)


def with_quotes(code: str, page: str) -> str:
    """Return a page whose quotes are what its code says."""
    diagnostic = diagnostics()[code]
    korean = f"# {code}\n\n{_quote(diagnostic, 'ko')}"
    english = f"{ENGLISH}\n{_quote(diagnostic, 'en')}"
    page = _KOREAN_QUOTE.sub(lambda _: korean, page)
    return _ENGLISH_QUOTE.sub(lambda _: english, page)


_WORDS = {
    "ko": ({"error": "오류", "warning": "주의", "note": "알림"}, "고치려면"),
    "en": ({"error": "Error", "warning": "Warning", "note": "Note"}, "To mend"),
}


def _quote(diagnostic: Diagnostic, language: str) -> str:
    severities, mend = _WORDS[language]
    says, mending = (_open(text.in_language(language)) for text in (diagnostic.says, diagnostic.mend))
    return f"> **{severities[diagnostic.severity]}.** {says}\n>\n> {mend}: {mending}\n\n"


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _open(template: str) -> str:
    """Return a sentence with its gaps as they are named."""
    return template.format_map(_Gaps())


_GROUPS = {
    "reading": "읽기 (Reading)",
    "structure": "이름과 길 (Names and ways)",
    "content": "내용 (Content)",
    "translation": "영어 표 (The English table)",
    "proofs": "해 보고 아는 것 (Proofs)",
    "quality": "좋은 글 (Quality)",
    "courses": "과정 (Courses)",
}
_HEAD = """\
# 진단 코드 (Diagnostics)

`minwon lint`가 말하는 코드마다 한 쪽이 있습니다. 터미널에서는 `minwon lint --explain D101`로 읽습니다. 맞는 예는 모두
[clean.yaml](clean.yaml)(과정은 [course.yaml](course.yaml))에서 따온 것이고,
틀린 예는 그 자리를 바꾼 것입니다. 검사가 이 예들을 그대로 돌려 봅니다.
코드는 뜻이 바뀌거나 다른 뜻으로 다시 쓰이지 않습니다([published.txt](published.txt)).

There is a page for every code `minwon lint` speaks of; `minwon lint --explain D101` shows it in the terminal. Every
right example is an excerpt of [clean.yaml](clean.yaml), every wrong one stands in its place, and tests run them all.
A code never changes its meaning and is never used again ([published.txt](published.txt)).

이 쪽은 `make reference`가 만듭니다. This page is made by `make reference`.
"""


def index() -> str:
    """Return the index of the pages."""
    return "\n".join([_HEAD, *(line for file, name in _GROUPS.items() for line in _group(file, name))])


def _group(file: str, name: str) -> Iterator[str]:
    codes = re.findall(r"^  (D\d+):", (CODES / f"{file}.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    yield f"## {name}\n\n| | | |\n|---|---|---|"
    for code in codes:
        diagnostic = diagnostics()[code]
        words = (_open(diagnostic.says.in_language(language)).replace("|", "\\|") for language in ("ko", "en"))
        yield f"| [{code}]({code}.md) | {_WORDS['ko'][0][diagnostic.severity]} | {'<br>'.join(words)} |"
    yield ""


def main() -> None:
    """Write everything that is made from the codes."""
    for path in pages():
        page = path.read_text(encoding="utf-8")
        path.write_text(with_quotes(path.stem, page), encoding="utf-8")
    INDEX.write_text(index(), encoding="utf-8")


if __name__ == "__main__":
    main()
