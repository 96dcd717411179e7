"""The incident report in lines: one question a field, then what the check says of it."""

from collections.abc import Callable, Iterator

from scoring.incident.form import Field, IncidentReport, report_form
from simulator import wording
from simulator.aftermath import Aftermath
from simulator.texts import active_language, say

Show = Callable[[str], None]
CLEAR = "-"  # empties a field; an empty line leaves it as it is


def ask_report(aftermath: Aftermath, lines: Iterator[str], show: Show) -> None:
    """Ask every field the trainee fills in, keeping the report after each, then show the check."""
    form, report = report_form(), aftermath.report()
    fields = {name: field for name, field in form.fields.items() if not field.by_head}
    show(say("report-form.explained", clear=CLEAR))
    for number, (name, field) in enumerate(fields.items(), start=1):
        show(_question(name, field, number, len(fields), report))
        line = next(lines, None)
        if line is None:
            break
        text = wording.nfc(line.strip())
        if text:
            report = report.with_value(name, "" if text == CLEAR else understood(field, text))
            aftermath.write(report)
    aftermath.write(report)
    show(say("report-form.kept"))
    for checked in check_lines(aftermath):
        show(checked)


def understood(field: Field, text: str) -> str:
    """Return what is kept for an answer: choices may be given by number, id or name, separated by commas."""
    if not field.choices:
        return text
    known = {str(number): choice.id for number, choice in enumerate(field.choices, start=1)}
    known |= {name: choice.id for choice in field.choices for name in (choice.id, choice.name.ko, choice.name.en)}
    return ",".join(known.get(part.strip(), part.strip()) for part in text.split(",") if part.strip())


def _question(name: str, field: Field, number: int, most: int, report: IncidentReport) -> str:
    language = active_language()
    parts = [f"[{number}/{most}] {field.name.in_language(language)}"]
    if field.hint.ko:
        parts.append(f"({field.hint.in_language(language)})")
    if field.choices:
        parts.append(", ".join(f"{n} {choice.name.in_language(language)}" for n, choice in enumerate(field.choices, 1)))
    if report.value(name):
        parts.append(say("report-form.now", text=report.value(name)))
    return " ".join(parts)


def check_lines(aftermath: Aftermath) -> Iterator[str]:
    """Return what the check says of the report as it is kept: what to mend first, then what is right."""
    language = active_language()
    results = sorted(aftermath.check(aftermath.report()), key=lambda one: one.met)
    met = sum(one.met for one in results)
    yield ""
    yield say("report-form.checked", met=met, all=len(results))
    for one in results:
        sign = say("report-form.met" if one.met else "report-form.unmet")
        yield f"- [{sign}] {one.name(language)}: {one.sentence(language)}"
