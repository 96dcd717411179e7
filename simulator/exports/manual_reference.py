"""The manual as Markdown pages in Korean: an index, a page for each ladder and policy, a page for each table.

The pages are templates (`templates/manual-*.j2`) filled with the manual; every page begins with a mark, so that
writing anew removes only what was written before.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from scoring.evidence import Grade
from scoring.manual.manual import Manual
from scoring.manual.model import Act
from scoring.rules.model import Context, RuleBase
from simulator.exports import markdown
from simulator.exports.flowchart import flowchart
from simulator.exports.markdown import Linker, slug
from simulator.plain.manual import words
from simulator.plain.manual.agency import policy_facts
from simulator.texts import active_language, say, use_language

if TYPE_CHECKING:
    from jinja2 import Environment

_TABLES = ("laws", "steps", "faults", "acts", "after", "standards", "hard-rules")
_GROUPS = {
    "soft": "듣고 설명하고 돕기 (Listening, explaining, helping)",
    "limit": "선 긋기와 끝내기 (Setting limits and ending)",
    "safety": "안전 (Safety)",
    "after": "응대가 끝난 뒤 (Afterwards)",
}
_FOLDERS = ("ladders", "policies")
_TEMPLATES = Path(__file__).parent / "templates"
_MARK = "<!-- minwon manual이 만든 쪽입니다. 손으로 고치지 말고 다시 만드세요. -->"


def write_reference(manual: Manual, folder: Path) -> int:
    """Write the pages of a manual into a folder and return how many; pages written before and not made now go.

    Raises OSError.
    """
    pages = reference_pages(manual)
    for name, text in pages.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    for file in _earlier(folder):
        if f"{file.parent.name}/{file.name}" not in pages:
            file.unlink()
    return len(pages)


def _earlier(folder: Path) -> list[Path]:
    """Return the pages in our own folders that carry our mark."""
    files = [file for name in _FOLDERS for file in (folder / name).glob("*.md") if file.is_file()]
    return [file for file in files if file.read_bytes().startswith(_MARK.encode())]


def reference_pages(manual: Manual) -> dict[str, str]:
    """Return the text of every page by its path."""
    with _in_korean():
        return {path: f"{_MARK}\n\n{text}" for path, text in _pages(manual)}


@contextmanager
def _in_korean() -> Iterator[None]:
    """Speak Korean for a while: the pages are the same whoever makes them."""
    before = active_language()
    use_language("ko")
    try:
        yield
    finally:
        use_language(before)


def _pages(manual: Manual) -> Iterator[tuple[str, str]]:
    top, below = _environment(manual, ""), _environment(manual, "../")
    for name in ("index", *_TABLES):
        yield f"{name}.md", _filled(top, name)
    for name, ladder in manual.ladders.items():
        yield f"ladders/{slug(name)}.md", _filled(below, "ladder", ladder=ladder)
    for name, policy in manual.policies.items():
        yield f"policies/{slug(name)}.md", _filled(below, "policy", name=name, policy=policy)


def _filled(environment: "Environment", template: str, **values: object) -> str:
    return environment.get_template(f"manual-{template}.md.j2").render(values)


def _environment(manual: Manual, up: str) -> "Environment":
    """Return the templates for pages that find the index at `up`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    link = Linker(manual, up)
    made.filters |= _filters(link)
    made.globals |= _globals(manual) | {"link": link}
    return made


def _filters(link: Linker) -> dict[str, Callable[..., str]]:
    """Return what a template may do with a value of the manual."""
    return {
        "ko": markdown.korean, "both": markdown.both, "clean": markdown.safe, "code": markdown.code,
        "stacked": markdown.stacked, "graded": markdown.graded,
        "step": link.step, "law": link.law, "after": link.after, "conduct": link.conduct,
        "rule": link.rule, "requirement": link.requirement,
    }  # fmt: skip


def _globals(manual: Manual) -> dict[str, Any]:
    """Return what a template may name."""

    def conditions(when: Context) -> str:
        return "".join(f"{markdown.LINE_BREAK}조건: {markdown.safe(text)}" for text in words.contexts(when, manual))

    return {
        "manual": manual, "words": words, "say": say, "flowchart": flowchart, "policy_facts": policy_facts,
        "anchor": markdown.anchor, "law_gist": markdown.law_gist, "points": _points, "conditions": conditions,
        "from_level": _from_level, "ending_effects": _ending_effects, "grades": get_args(Grade), "groups": _GROUPS,
    }  # fmt: skip


def _points(rule: RuleBase) -> str:
    """Return what a rule earns, or what each violation costs."""
    return str(rule.points) if words.is_duty(rule) else f"감점 {rule.points}"


def _from_level(level: int | None) -> str:
    """Return whether something follows from an act, and from which level on."""
    if level is None:
        return ""
    return f"수준 {level}부터" if level > 1 else "예"


def _ending_effects(act: Act) -> list[str]:
    """Return what an act means for ending the talk."""
    effects = {
        "사유가 됨": act.justifies_ending,
        "사유가 사라짐": act.calms,
        "평소처럼 마칠 수 있음": act.takes_leave,
    }
    return [effect for effect, there in effects.items() if there]
