"""A text in the two languages of the house."""

import msgspec

LANGUAGES = ("ko", "en")


class Text(msgspec.Struct, frozen=True):
    """One text in Korean (always) and English (falls back to Korean where it is empty)."""

    ko: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the text for `language` ("ko" or "en")."""
        return self.en if language == "en" and self.en else self.ko
