"""Every text a user sees, by a stable key, in Korean and English.

The catalogues are gettext files (`locale/<language>/LC_MESSAGES/minwon.po`) that a translator can open in any
editor; `make texts` compiles them. Gaps are written {name}; {name:이/가} adds the particle that fits the value.
"""

from simulator.texts.catalogue import active_language, count, say, use_language

__all__ = ["active_language", "count", "say", "use_language"]
