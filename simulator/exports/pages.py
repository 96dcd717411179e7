"""Pages made from the templates of this folder: what is filled in is shown as text, nothing comes from elsewhere."""

import re
from pathlib import Path

from simulator.texts import active_language, say

# Only fonts of the reader's machine. No quotation marks: in a style sheet they could not be escaped.
FONTS = "Malgun Gothic, Apple SD Gothic Neo, Noto Sans KR, Noto Sans CJK KR, NanumGothic, sans-serif"
_TEMPLATES = Path(__file__).parent / "templates"
_NOT_PRINTABLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Return text without the control characters that neither a page nor a Word file may hold."""
    return _NOT_PRINTABLE.sub("", text)


def filled(template: str, **values: object) -> str:
    """Return a template of this folder filled with values; everything in them is shown as text, never obeyed."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=_finalized,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"say": say, "fonts": FONTS, "language": active_language()}
    return made.get_template(template).render(values)


def _finalized(value: object) -> object:
    """Clean what a template shows; a part of a page that was made by a template is clean already."""
    return printable(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
