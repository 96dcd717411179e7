"""The short survey in plain lines: one question a line, an empty line skips it."""

from collections.abc import Callable, Iterator
from datetime import datetime

from simulator.records.model import SurveyAnswer
from simulator.records.store import Records
from simulator.surveys.forms import Form, Item, answer_to
from simulator.texts import active_language, say


def ask_survey(
    form: Form, pairing_key: str, records: Records, lines: Iterator[str], show: Callable[[str], None]
) -> None:
    """Ask every item and keep what was answered, apart from the score. Raises UserProblem when it cannot be kept."""
    language = active_language()
    show("")
    show(f"{form.title.in_language(language)}: {form.note.in_language(language)} {say('survey.plain-help')}")
    answers = [answer for number in range(len(form.items)) if (answer := _asked(form, number, lines, show))]
    if answers:
        records.answer(
            pairing_key, form.form, form.version, answers, datetime.now().astimezone().isoformat("T", "seconds")
        )
        show(say("survey.saved"))


def _asked(form: Form, number: int, lines: Iterator[str], show: Callable[[str], None]) -> SurveyAnswer | None:
    item = form.items[number]
    show(_question(form, item, number))
    for line in lines:
        answer = answer_to(item, form, line.strip())
        if not line.strip():
            return None
        if answer is not None:
            return answer
        show(say("survey.plain-help"))
    return None


def _question(form: Form, item: Item, number: int) -> str:
    language = active_language()
    place = say("survey.question", number=number + 1, all=len(form.items))
    scale = ""
    if item.kind == "scale":
        low, high = form.scale.low.in_language(language), form.scale.high.in_language(language)
        scale = f" (1 {low} - {form.scale.points} {high})"
    return f"{place} {item.text.in_language(language)}{scale}"
