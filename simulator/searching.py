"""Finding texts by typed words or by the initial consonants of them (ㄷㅇㅁ finds 도움말)."""


def found_by(typed: str, text: str) -> bool:
    """Return whether typed words, or initial consonants, are found in a text."""
    wanted, searched = _closed_up(typed), _closed_up(text)
    if wanted in searched:
        return True
    from hangeul import matches

    return bool(matches(searched, wanted))


def _closed_up(text: str) -> str:
    """Leave spaces out: nobody types them between initial consonants."""
    return "".join(text.lower().split())
