"""The command `minwon`. Nothing heavy is imported before a command needs it."""

import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    # Several terminals lose composed Hangul under the Kitty keyboard protocol, which Textual asks for.
    # It has to be said before Textual is imported; `key_protocol = true` in the configuration takes it back.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    _speak_utf8()
    from simulator.commands.group import run

    sys.exit(run())


def _speak_utf8() -> None:
    """Write Korean whatever the locale says; old Windows pipes and POSIX locales would garble it."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        encoding = (getattr(stream, "encoding", "") or "").lower().replace("-", "")
        reconfigure = getattr(stream, "reconfigure", None)
        if encoding != "utf8" and reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
