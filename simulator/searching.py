"""Finding texts by typed words or by the initial consonants of them (ㄷㅇㅁ finds 도움말)."""


def found_by(typed: str, text: str) -> bool:
    """Return whether typed words, or initial consonants, are found in a text."""
    wanted = typed.strip().lower()
    if not wanted or wanted in text.lower():
        return True
    from hangeul import matches

    return bool(matches(text, wanted))
