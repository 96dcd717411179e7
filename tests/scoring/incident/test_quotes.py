"""What is quoted in a report, and whether it was said."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.incident.quotes import quotations, unquoted, was_said

MARKED = {
    "straight": '민원인이 "가만 안 둔다"고 함',
    "curly": "민원인이 “가만 안 둔다”고 함",
    "curly, both alike": "민원인이 ”가만 안 둔다”고 함",
    "curly, both opening": "민원인이 “가만 안 둔다“고 함",
    "full width": "민원인이 ＂가만 안 둔다＂고 함",
    "single": "민원인이 '가만 안 둔다'고 함",
    "single, with a space": "민원인이 '가만 안 둔다' 고 함",
    "single curly": "민원인이 ‘가만 안 둔다’고 함",
    "single curly, both alike": "민원인이 ’가만 안 둔다’고 함",
    "corner": "민원인이 「가만 안 둔다」고 함",
    "double corner": "민원인이 『가만 안 둔다』고 함",
    "right behind a word": "민원인은'가만 안 둔다'고 함",
    "with spaces inside": '민원인이 " 가만 안 둔다 "고 함',
    "over a line break": '민원인이\n"가만 안 둔다"\n고 함',
    "behind a year": "'26. 3. 2.(월) 민원인이 '가만 안 둔다'고 함",
    "behind a curly year": "‘26. 3. 2. 민원인이 ‘가만 안 둔다’고 함",
    "beside a law": "「민원 처리에 관한 법률 시행령」 제4조에 따라, '가만 안 둔다'고 하여",
    "beside a paper": "'과태료 사전통지서'를 받고 '가만 안 둔다'고 함",
}


@pytest.mark.parametrize("text", MARKED.values(), ids=MARKED.keys())
def test_every_kind_of_mark_is_read(text: str) -> None:
    assert [quotation.words for quotation in quotations(text)] == ["가만 안 둔다"]
    assert "가만" not in unquoted(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said 'I'll be waiting' and left", ["I'll be waiting"]),
        ("He said ‘I’ll be waiting’ and left", ["I’ll be waiting"]),
        ("He said “I’ll be waiting” and left", ["I’ll be waiting"]),
        ("the caller's 'you won't' didn't stop", ["you won't"]),
        ("I didn't, he won't and the clerks' desk wasn't", []),
        ("'하나', ‘둘’, \"셋\"", ["하나", "둘", "셋"]),
        ("\"너 '이놈'이라고 했지\"", ["너 '이놈'이라고 했지"]),
        ("『민원처리법』과 「특이민원 발생보고서」", []),
        ('"이게 무슨 통지서"라고 물음', ["이게 무슨 통지서"]),
        ('"" “” \'\' 「」 " "', []),
        ('닫지 않은 "따옴표', []),
        ("'26. 3. 2.부터 '27. 3. 2.까지", []),
        ("", []),
    ],
)
def test_what_stands_between_the_marks(text: str, words: list[str]) -> None:
    assert [quotation.words for quotation in quotations(text)] == words


def test_a_quotation_knows_its_place() -> None:
    text = '그는 "그만"이라 함'
    [quotation] = quotations(text)
    assert text[quotation.start : quotation.end] == '"그만"'


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ('그는 "야"라고 함', '그는 ""라고 함'),
        ("'하나' 그리고 '둘'", '"" 그리고 ""'),
        ("「민원처리법」에 따라", "「민원처리법」에 따라"),
        ("the clerk's desk", "the clerk's desk"),
        ("", ""),
    ],
)
def test_the_marks_stay_where_a_quotation_stood(text: str, rest: str) -> None:
    assert unquoted(text) == rest


LINES = (
    "아, {{씨발}}. 사람을 아주 우습게 보네. 한 개 돌려야 칠백 원 남아.",
    "야, {{개새끼}}야! 네 얼굴 봐 뒀어.",
    "I'll be waiting, you {{bastard}}!",
    "OO구청에 박OO 있지?",
)
SAID = {
    "verbatim": "사람을 아주 우습게 보네.",
    "a piece": "우습게 보",
    "other spaces and signs": "사람을 아주, 우습게보네!!",
    "one letter off": "사람을 아주 우습개 보네",
    "a word left out": "사람을 우습게 보네. 한 개 돌려야 칠백 원 남아",
    "profanity written out": "아 씨발 사람을 아주 우습게 보네",
    "profanity in braces": "{{개새끼}}야",
    "masked as shown": "아, ****. 사람을 아주 우습게 보네",
    "masked, little beside it": "야, ******야!",
    "masked by crosses": "야, 개XX야",
    "masked by circles": "아, ○○. 사람을 아주",
    "masked in English": "I'll be waiting, you *******!",
    "nothing but stars": "****",
    "with an ellipsis": "사람을 … 우습게 보네",
    "with dots": "사람을 아주... 칠백 원 남아",
    "with words left out in brackets": "사람을 아주 (중략) 칠백 원 남아",
    "from two lines": "사람을 아주 우습게 보네. 네 얼굴 봐 뒀어.",
    "another apostrophe": "I’ll be waiting",
    "capitals": "i'LL BE waiting",
    "names as the program writes them": "OO구청에 박OO",
    "taken apart": "\u1109\u1161\u1105\u1161\u11b7\u110b\u1173\u11af 아주",
}
INVENTED = {
    "other words": "죽여 버리겠다",
    "half of it": "사람을 아주 우습게 만들고 모두 없애 버리겠어",
    "another order": "우습게 아주 사람을 보네 너희",
    "one sentence of two": "사람을 아주 우습게 보네. 불을 지르겠다.",
    "masked and more": "**** 칼로 찔러 버린다",
    "other English": "I will burn this place",
    "nothing but signs": "?!",
    "nothing": "",
}


@pytest.mark.parametrize("quote", SAID.values(), ids=SAID.keys())
def test_said(quote: str) -> None:
    assert was_said(quote, LINES)


@pytest.mark.parametrize("quote", list(INVENTED.values())[:-1], ids=list(INVENTED.keys())[:-1])
def test_invented(quote: str) -> None:
    assert not was_said(quote, LINES)


@pytest.mark.parametrize("quote", ["야", "****", "…", "?"])
def test_of_nothing_nothing_was_said(quote: str) -> None:
    assert not was_said(quote, [])


def test_stars_need_profanity() -> None:
    assert not was_said("****", ["사람을 아주 우습게 보네."])


@pytest.mark.parametrize("count", [1, 50])
def test_long_texts_are_compared_quickly(count: int) -> None:
    assert not was_said("*가나*" * 300, ["가" * 500] * count)


WORDS = st.text(min_size=1, max_size=40)


@settings(max_examples=300, deadline=None)
@given(WORDS, st.lists(WORDS, max_size=3), st.data())
def test_what_is_taken_from_a_line_was_said(line: str, others: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line) - 1))
    quote = line[start : data.draw(st.integers(start + 1, len(line)))]
    assert was_said(quote, [*others, line])


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LINES), st.data())
def test_what_is_taken_from_a_line_as_the_screen_masks_it_was_said(line: str, data: st.DataObject) -> None:
    masked = re.sub(r"{{(.+?)}}", lambda found: re.sub(r"\S", "**", found[1]), line)
    start = data.draw(st.integers(0, len(masked) - 1))
    quote = masked[start : data.draw(st.integers(start + 1, len(masked)))].strip()
    assert was_said(quote, LINES)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80) | st.text("가 '\"‘’“”「」.2", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    found = quotations(text)
    assert quotations(text) == found
    assert all(quotation.words in text for quotation in found)
    assert found or unquoted(text) == text


@settings(max_examples=200, deadline=None)
@given(WORDS, st.sampled_from(["“{}”", '"{}"', "「{}」", "『{}』"]))
def test_what_was_put_between_marks_is_read_back(words: str, marks: str) -> None:
    assume(words.strip() and not set(words) & set("\"'‘’“”＂「」『』"))
    assume(marks[0] in '"“' or not words.strip().endswith(("법", "규정", "조례")))
    assert [quotation.words for quotation in quotations(f"그는 {marks.format(words)}라고 함")] == [words.strip()]
