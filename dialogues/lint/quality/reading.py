"""What stands on the screen at one moment can be read there: not too much of it, and no option longer than two lines.

The limit of a moment is 40 seconds at the reading speed of `minwon stats`: a third more than a turn of story time takes
(30 seconds unless the author says otherwise), and a quarter more than the fullest moment of the shipped scenarios (32
seconds; nine of ten stay under 27). At 80x24 the app shows some 130 words at once, which is just as much.
Options are drawn in a list 76 columns wide after their number, and four of two lines each are seen without scrolling.
"""

import unicodedata
from collections.abc import Sequence

from dialogues.bench.stats import WORDS_PER_MINUTE
from dialogues.lint.context import Checked
from dialogues.lint.quality.texts import bare
from dialogues.model import Option, State

_SECONDS = 40
_LINES = 2
_COLUMNS = 76  # of a terminal of 80: the list's margins, and the place of its scroll bar
_NUMBER = 3  # "1  "


def check_reading(checked: Checked) -> None:
    """Report states with too much to read in one turn, and options that need more than two lines."""
    for where, name, state in checked.states():
        seconds = reading_seconds(state)
        if seconds > _SECONDS:
            checked.report("D321", where, name=name, seconds=str(round(seconds)), limit=str(_SECONDS))
    for where, _, option in checked.options():
        lines = lines_of(option.words)
        if lines > _LINES:
            field = "say" if option.say else "do"
            checked.report("D322", (*where, field), name=option.id, lines=str(lines), limit=str(_LINES))


def reading_seconds(state: State) -> float:
    """Return how long a state's words take to read when a run comes to it.

    Counted are the longest variant, every option that is always shown, and the longest of those that have a condition
    (whether two of them meet is not known here).
    """
    words = _words(state.scene) + max(map(_words, state.says), default=0)
    words += sum(_words(aside.says) for aside in state.others) + _words_of_options(state.options)
    return words * 60 / WORDS_PER_MINUTE


def _words_of_options(options: Sequence[Option]) -> int:
    sometimes = [_words(option.words) for option in options if option.when]
    return sum(_words(option.words) for option in options if not option.when) + max(sometimes, default=0)


def _words(text: str) -> int:
    return len(text.split())


def lines_of(words: str) -> int:
    """Return how many lines an option takes in a terminal of 80 columns, broken between words."""
    text = bare(words)
    if 2 * len(text) <= _COLUMNS - _NUMBER:
        return 1
    lines, used = 1, _NUMBER
    for word in text.split():
        cells = _cells(word)
        if used + cells <= _COLUMNS:
            used += cells + 1
            continue
        more, rest = divmod(cells, _COLUMNS)  # a word longer than a line is cut
        lines += more + (1 if rest else 0)
        used = rest + 1
    return lines


def _cells(word: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in word)
