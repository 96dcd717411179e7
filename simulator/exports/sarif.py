"""What the linter found as SARIF 2.1.0, the format in which editors and code hosts take such findings.

Only what the standard asks for and what readers show: rules with their help, results with place and sentence. The help
of a rule is its whole page, so that it can be read where there is no net; the pages have no public address to lead to.
https://docs.oasis-open.org/sarif/sarif/v2.1.0/
"""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import msgspec

from dialogues.lint.diagnostics import Report, Severity, diagnostics
from dialogues.lint.pages import as_read, in_language, page_of
from simulator import __version__

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "note"}


def sarif_of(reports: Sequence[Report], language: str) -> bytes:
    """Return one SARIF run. Places count characters; files below the present folder are named relative to it."""
    codes = sorted({found.code for found in reports})
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(codes, language)},
                "columnKind": "unicodeCodePoints",
                "results": [_result(found, codes.index(found.code)) for found in reports],
            }
        ],
    }
    return msgspec.json.format(msgspec.json.encode(log), indent=2)


def _driver(codes: Sequence[str], language: str) -> dict[str, object]:
    return {"name": "minwon lint", "version": __version__, "rules": [_rule(code, language) for code in codes]}


def _rule(code: str, language: str) -> dict[str, object]:
    diagnostic = diagnostics()[code]
    page = page_of(code)
    return {
        "id": code,
        "shortDescription": {"text": _general(diagnostic.says.in_language(language))},
        "help": {"text": as_read(page, language), "markdown": in_language(page, language)},
        "defaultConfiguration": {"level": _LEVELS[diagnostic.severity]},
    }


def _general(text: str) -> str:
    """Return a sentence with its gaps left open."""
    return text.format_map(_Open())


class _Open(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _result(found: Report, rule: int) -> dict[str, object]:
    place = {
        "artifactLocation": {"uri": _uri(Path(found.file))},
        "region": {"startLine": found.line, "startColumn": found.column},
    }
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.sentence} {found.mend}"},
        "locations": [{"physicalLocation": place}],
    }


def _uri(file: Path) -> str:
    """Return a file as a URI: relative below the present folder, absolute elsewhere."""
    path = file.absolute()
    here = Path.cwd()
    return quote(path.relative_to(here).as_posix()) if path.is_relative_to(here) else path.as_uri()
