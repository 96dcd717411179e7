"""A translation table as text, always written the same way, so that a changed line is one changed line.

Comments at the top of a file and above its keys are kept.
"""

import re

from dialogues.translation import TextsFile
from scoring.texts import Text

_KEY = re.compile(r" {0,2}([^\s#][^:]*):")
_COMMENT = re.compile(r" {0,2}#")
_HEAD = "scenario"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def table_text(table: TextsFile, before: str = "") -> str:
    """Return the text of a table. before: the file as it stood, for its comments."""
    comments = comments_of(before)
    comments.setdefault(_HEAD, [f"# {table.language}: {table.scenario}.yaml. ko is the line it was translated from."])
    lines = [*comments[_HEAD], f"scenario: {table.scenario}", f"language: {table.language}", "texts:"]
    for key, entry in table.texts.items():
        lines += [f"  {comment}" for comment in comments.get(key, ())]
        lines += _entry(key, entry)
    return "\n".join(lines) + "\n"


def _entry(key: str, entry: Text) -> list[str]:
    named = key if re.fullmatch(r"[a-z0-9_/-]+", key) else quoted(key)
    return [f"  {named}:", f"    ko: {quoted(entry.ko)}", f"    en: {quoted(entry.en)}"]


def quoted(text: str) -> str:
    """Return a text as a YAML scalar in double quotes, on one line."""
    return '"' + "".join(_ESCAPES.get(letter) or _readable(letter) for letter in text) + '"'


def _readable(letter: str) -> str:
    """Return a letter, or its escape where it could not be seen or would be read as something else."""
    if letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def comments_of(text: str) -> dict[str, list[str]]:
    """Return the comment lines above each key of a table's file; those at the top stand under `scenario`."""
    comments: dict[str, list[str]] = {}
    waiting: list[str] = []
    for line in text.splitlines():
        if _COMMENT.match(line):
            waiting.append(line.strip())
        elif waiting and (key := _KEY.match(line)):
            comments[key[1]] = waiting
            waiting = []
    return comments
