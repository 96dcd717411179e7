"""A small course for tests: three copies of the small call, one after another."""

from pathlib import Path

import pytest

from simulator import places
from tests.simulator.scenario_files import SMALL

COURSE = """\
course: small
title: {ko: 작은 과정, en: Small course}
about: {ko: 전화 셋을 차례로 받습니다., en: Three calls in a row.}
pre_test: small-call
practice: [second-call]
post_test: third-call
"""
TITLES = {"small-call": "작은 전화", "second-call": "두 번째 전화", "third-call": "세 번째 전화"}


def put_course(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the three scenarios into a folder and the course into the own ones, the only ones there are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, title in TITLES.items():
        text = SMALL.replace("scenario: small-call", f"scenario: {name}").replace("작은 전화", title)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    own = places.own_courses_folder()
    own.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr("simulator.courses.SHIPPED_COURSES", own.parent / "no-courses")
    file = own / "small.yaml"
    file.write_text(COURSE, encoding="utf-8")
    return file
