"""The page of each diagnostic (docs/diagnostics), in one language, as Markdown or as it is read in a terminal.

A page is Markdown: Korean first, then `## In English`. Its quotes are made from the codes, the rest is written by hand;
its two YAML blocks are the wrong and the right example, and both languages share them.
"""

import re
from pathlib import Path

_SHIPPED = Path(__file__).parent / "pages"  # in the wheel; beside the sources the pages stand under docs
_OF_SOURCES = Path(__file__).parents[2] / "docs" / "diagnostics"
ENGLISH = "## In English\n"
MARK = "# ← 여기"
LEFT_OUT = "# (생략)"
_ENGLISH_WORDS = {MARK: "# ← here", LEFT_OUT: "# (left out)"}
_EXAMPLES = ("Wrong:", "Right:")
_COMMENT = re.compile(r"^<!--.*?-->\n\n?", re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(r"^```yaml\n(?P<lines>.*?)^```$", re.DOTALL | re.MULTILINE)
_MARKUP = re.compile(r"^(?:> \*\*(?P<bold>[^*\n]+)\*\*|> ?|#+ )|`", re.MULTILINE)
_INDENT = "    "


def folder() -> Path:
    """Return where the pages are."""
    return _SHIPPED if _SHIPPED.is_dir() else _OF_SOURCES


def page_of(code: str) -> str:
    """Return the page of a code as Markdown, in both languages. Raises OSError where it is missing."""
    return (folder() / f"{code}.md").read_text(encoding="utf-8")


def examples_of(page: str) -> list[str]:
    """Return the YAML blocks of a page: the wrong example, then the right one."""
    return [found["lines"] for found in _BLOCK.finditer(page)]


def in_language(page: str, language: str) -> str:
    """Return what a page says in a language ("ko" or "en"), with its examples, as Markdown."""
    korean, _, english = _COMMENT.sub("", page).partition(ENGLISH)
    if language == "ko":
        return korean.strip() + "\n"
    title = korean.partition("\n")[0]
    examples = [f"{name}\n\n```yaml\n{lines}```\n" for name, lines in zip(_EXAMPLES, examples_of(page), strict=True)]
    for word, words in _ENGLISH_WORDS.items():
        examples = [example.replace(word, words) for example in examples]
    return "\n".join([f"{title}\n{english}", *examples])


def as_read(page: str, language: str) -> str:
    """Return what a page says in a language without markup, its examples indented."""
    parts, end = [], 0
    markdown = in_language(page, language)
    for block in _BLOCK.finditer(markdown):
        parts += [_bare(markdown[end : block.start()]), _indented(block["lines"])]
        end = block.end()
    return "".join([*parts, _bare(markdown[end:])]).strip() + "\n"


def _bare(markdown: str) -> str:
    return _MARKUP.sub(lambda found: found["bold"] or "", markdown)


def _indented(lines: str) -> str:
    return "\n".join((_INDENT + line).rstrip() for line in lines.splitlines())
