"""The configuration file: TOML, every key optional, every wrong key named with its line of help."""

import re
import typing
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from simulator import places
from simulator.problems import Exit, UserProblem, why

ThemeName = Literal["minwon-dark", "minwon-light", "minwon-contrast"]
NEVER = "never"
Limit = Annotated[str, msgspec.Meta(pattern=f"^({NEVER}|[1-9][0-9]{{0,3}}[dmy])\\Z")]  # days, months or years


class Retention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long records are kept before `minwon db purge` takes them, each as "90d", "6m", "3y" or "never".

    assessed: assessed runs. classes: practice in a class or under a person's code. private: practice of nobody.
    """

    assessed: Limit = "3y"
    classes: Limit = "1y"
    private: Limit = "90d"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a user or an administrator may set.

    language: "ko", "en" or "" (what the system says). policy: of the manual, "" for its default.
    realistic: show profanity unmasked. most_intense: hide harsher scenarios from the list (1-3).
    scenarios: further folders with scenario files. key_protocol: ask the terminal for the Kitty keyboard
    protocol, which loses composed Hangul in several terminals, so it is off unless asked for. timed: in the app,
    silence counts by itself where the author gave it a time. agency: the overlay file with this agency's own policy
    and rules, "" for the shipped manual; `policy` then only matters where it names another policy. database: where
    records are kept, a PostgreSQL URL or a file; "" for the file on this machine. retention: how long they are kept.
    """

    language: Literal["", "ko", "en"] = ""
    theme: ThemeName = "minwon-dark"
    policy: str = ""
    realistic: bool = False
    most_intense: Literal[1, 2, 3] = 3
    scenarios: tuple[str, ...] = ()
    key_protocol: bool = False
    timed: bool = False
    agency: str = ""
    database: str = ""
    pin_hasher: Literal["argon2id", "pbkdf2-sha256"] = "argon2id"
    retention: Retention = Retention()


def load_settings(path: Path | None = None) -> Settings:
    """Read the configuration. Raises UserProblem naming the file when it cannot be understood."""
    file = path or places.config_file()
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise UserProblem("problem.config-unreadable", Exit.ENVIRONMENT, file=file, reason=why(error)) from error
    return _understood(raw, file)


def _understood(raw: bytes, file: Path) -> Settings:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UserProblem("problem.config-syntax", file=file, line=line) from error
    try:
        return msgspec.toml.decode(text, type=Settings)
    except msgspec.ValidationError as error:
        raise _wrong_entry(file, str(error)) from error
    except msgspec.DecodeError as error:
        named = re.search(r"line (\d+)", str(error))
        last = text.rstrip().count("\n") + 1  # "at end of document" names no line
        raise UserProblem("problem.config-syntax", file=file, line=named[1] if named else last) from error


def _wrong_entry(file: Path, reason: str) -> UserProblem:
    """Name the entry that does not fit and what it could be."""
    fields = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    unknown = re.search(r"unknown field `([^`]+)`$", reason)  # one inside of `retention` is a wrong value of that
    if unknown:
        return UserProblem("problem.config-key", file=file, name=unknown[1], known=", ".join(fields))
    place = re.search(r"`\$\.(\w+)", reason)
    name = place[1] if place else ""
    return UserProblem("problem.config-value", file=file, name=name, known=_possible(fields.get(name)))


def _possible(kind: object) -> str:
    """Return what a key may hold: the choices of a literal, or true and false, or text."""
    if kind is Retention:
        return ", ".join(f'{name} = "90d"|"6m"|"3y"|"{NEVER}"' for name in Retention.__struct_fields__)
    choices = typing.get_args(kind)
    if choices and choices[-1] is not Ellipsis:
        return ", ".join(f'"{choice}"' if isinstance(choice, str) else str(choice) for choice in choices)
    examples: dict[object, str] = {bool: "true, false", str: '"KR_2024_DECREE"'}
    return examples.get(kind, '["/home/me/scenarios"]')
