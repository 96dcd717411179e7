"""The configuration file: TOML, every key optional, every wrong key named with its line of help."""

from pathlib import Path
from typing import Literal

import msgspec

from simulator import places
from simulator.problems import Exit, UserProblem

ThemeName = Literal["minwon-dark", "minwon-light", "minwon-contrast"]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a user or an administrator may set.

    language: "ko", "en" or "" (what the system says). policy: of the manual, "" for its default.
    realistic: show profanity unmasked. most_intense: hide harsher scenarios from the list (1-3).
    scenarios: further folders with scenario files. key_protocol: ask the terminal for the Kitty keyboard
    protocol, which loses composed Hangul in several terminals, so it is off unless asked for.
    """

    language: Literal["", "ko", "en"] = ""
    theme: ThemeName = "minwon-dark"
    policy: str = ""
    realistic: bool = False
    most_intense: Literal[1, 2, 3] = 3
    scenarios: tuple[str, ...] = ()
    key_protocol: bool = False


def load_settings(path: Path | None = None) -> Settings:
    """Read the configuration. Raises UserProblem naming the file when it cannot be understood."""
    file = path or places.config_file()
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise UserProblem("problem.config-unreadable", Exit.ENVIRONMENT, file=file, reason=error.strerror) from error
    try:
        return msgspec.toml.decode(raw, type=Settings)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UserProblem("problem.config-wrong", Exit.WRONG_USE, file=file, reason=str(error)) from error
