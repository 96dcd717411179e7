"""The active catalogue: look a text up, fill its gaps, choose the particle that fits."""

import gettext
import os
import string
from pathlib import Path

FOLDER = Path(__file__).parent / "locale"
DOMAIN = "minwon"
LANGUAGES = ("ko", "en")
ONLY_PARTICLE = "~"


class _Active:
    """The catalogue in use; one for the process."""

    language = "ko"
    texts: gettext.NullTranslations | None = None


def language_from_environment() -> str:
    """Return the language the system asks for: English only when it says so, otherwise Korean."""
    for variable in ("MINWON_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value[:2] in LANGUAGES:
            return value[:2]
        if value and variable == "MINWON_LANG":
            break
    return "ko"


def use_language(language: str) -> None:
    """Use a language for every text from now on."""
    _Active.language = language
    _Active.texts = gettext.translation(DOMAIN, FOLDER, languages=[language])


def active_language() -> str:
    """Return the language in use."""
    return _Active.language


def say(key: str, /, **gaps: object) -> str:
    """Return the text of a key with its gaps filled. An unknown key comes back as itself."""
    return _FORMATTER.vformat(_texts().gettext(key), (), gaps)


def count(key: str, number: int, /, **gaps: object) -> str:
    """Return the text of a key in the form that fits a number; {number} is filled too."""
    text = _texts().ngettext(key, f"{key}.plural", number)
    return _FORMATTER.vformat(text, (), {"number": number, **gaps})


def _texts() -> gettext.NullTranslations:
    if _Active.texts is None:
        use_language(language_from_environment())
    assert _Active.texts is not None
    return _Active.texts


class _ParticleFormatter(string.Formatter):
    """`{name:을/를}` is the name with the particle that fits its last sound; numbers are read aloud for it.

    `{name:~을/를}` is the particle alone, to stand behind a closing quote: '{name}'{name:~을/를}.
    """

    def format_field(self, value: object, format_spec: str) -> str:
        if "/" in format_spec:
            from hangeul import attach

            word = str(value)
            if format_spec.startswith(ONLY_PARTICLE):
                return attach(word, format_spec[1:])[len(word) :]
            return attach(word, format_spec)
        return str(super().format_field(value, format_spec))


_FORMATTER = _ParticleFormatter()
