"""Texts a scenario may hold that are hard on file formats, for property tests."""

import unicodedata

from hypothesis import strategies as st

# Everything a scenario's text may hold: any letter but control characters, and much of what is awkward.
letters = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")
awkward = st.sampled_from(
    [
        '"', "'", ",", ";", "\n", "\t", "\\", "{", "}", "{{욕}}", "=1+1", "+82", "-5", "@here", "＝합", "''", "%", "#",
        ": ", "- ", "가나다", unicodedata.normalize("NFD", "각시탈"), "é", "e\u0301", "\u2028", "\u200b", "\ufeff",
        "\xa0", "msgid", "~", "010", "10-14", "1/2", "\\n", '\\"', "TRUE", "😀", "\U00010348",
    ]
)  # fmt: skip
words = st.lists(st.one_of(awkward, st.text(letters, max_size=8)), min_size=1, max_size=6).map("".join)
sentences = words.filter(str.strip)
