"""The record of a talk as a report is written from it: the time of day, who, and what was said or done."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from simulator import wording
from simulator.aftermath import Aftermath


def timeline_lines(aftermath: Aftermath, realistic: bool) -> Iterator[str]:
    """Return a line an event, at the time of the desk's clock plus the time in the story."""
    began = datetime.fromisoformat(aftermath.attempt.began)
    for event in aftermath.trace.events:
        if event.words and event.kind != "assigned":
            moment = began + timedelta(seconds=event.seconds)
            yield f"{moment:%H:%M} [{wording.speaker(event)}] {wording.spoken(event.words, realistic)}"
