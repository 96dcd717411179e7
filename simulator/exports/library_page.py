"""The library as one Markdown page in Korean: a table of the scenarios by family, and the courses.

Everything comes from the files, so that the page cannot say what the scenarios are not.
"""

from collections.abc import Iterator, Mapping, Sequence

from dialogues.bench.stats import Figures
from dialogues.course import Course
from dialogues.model import FAMILIES, Scenario
from scoring.manual.manual import Manual
from simulator.exports.markdown import code, safe, stacked
from simulator.texts import active_language, say, use_language

_HEADINGS = ("제목", "창구", "분야", "행위 유형", "난이도", "강도", "분", "상태/결말", "정당한 민원", "영어")
_MARK = "<!-- `make reference`가 만든 쪽입니다. 손으로 고치지 말고 다시 만드세요. -->"
_INTRODUCTION = (
    "함께 들어 있는 시나리오입니다. 내용은 모두 지어낸 것입니다.",
    "제목 아래의 id로 `minwon play id`를 치면 바로 열립니다.",
    "행위 유형은 나올 수 있는 것이고, 어떻게 응대하느냐에 따라 나오지 않기도 합니다.",
    "'정당한 민원'은 민원 자체에 까닭이 있다는 뜻입니다.",
)


def library_page(
    scenarios: Sequence[Scenario], figures: Mapping[str, Figures], courses: Sequence[Course], manual: Manual
) -> str:
    """Return the page. figures: of every scenario, by its id."""
    before = active_language()
    use_language("ko")  # the page is the same whoever makes it
    try:
        return "\n".join((*_head(scenarios), *_families(scenarios, figures, manual), *_courses(courses, scenarios)))
    finally:
        use_language(before)


def _head(scenarios: Sequence[Scenario]) -> Iterator[str]:
    yield from (_MARK, "", "# 시나리오", "", *_INTRODUCTION, "")
    yield f"모두 {len(scenarios)}개, 한 번씩 하면 {sum(scenario.minutes for scenario in scenarios)}분쯤입니다."
    yield ""


def _families(scenarios: Sequence[Scenario], figures: Mapping[str, Figures], manual: Manual) -> Iterator[str]:
    for family in FAMILIES:
        members = sorted(
            (one for one in scenarios if one.family == family), key=lambda one: (one.difficulty, one.title)
        )
        if members:
            yield from (f"## {say(f'family.{family}')}", "")
            yield from (_row(_HEADINGS), _row(["---"] * len(_HEADINGS)))
            yield from (_row(_cells(one, figures[one.scenario], manual)) for one in members)
            yield ""


def _cells(scenario: Scenario, figures: Figures, manual: Manual) -> Sequence[str]:
    return (
        stacked((safe(scenario.title), code(scenario.scenario))),
        say(f"channel.{scenario.channel}"),
        say(f"sector.{scenario.sector}"),
        stacked(safe(manual.conducts[name].name.ko) for name in scenario.conduct),
        str(scenario.difficulty),
        say(f"intensity.{scenario.intensity}"),
        str(scenario.minutes),
        f"{figures.states}/{figures.endings}",
        "예" if scenario.complainant.legitimate else "",
        f"{figures.languages['en'].percent}%",
    )


def _courses(courses: Sequence[Course], scenarios: Sequence[Scenario]) -> Iterator[str]:
    if not courses:
        return
    titles = {one.scenario: one.title for one in scenarios}
    yield from (
        "## 과정",
        "",
        "`minwon courses`와 화면의 3번에서 엽니다. 사전 평가와 사후 평가는 서로 다른 시나리오입니다.",
        "",
    )
    for course in courses:
        yield from (f"### {safe(course.title.ko)} ({code(course.course)})", "", safe(course.about.ko), "")
        for number, item in enumerate(course.items, 1):
            yield f"{number}. {say(f'courses.{item.part}')}: {safe(titles[item.scenario])}"
        yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
