"""How tests read the pages and drawings that the program writes."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script> & \"둘\" 'x' ]]> {{ 7*7 }} {% raw %} {# x #} &lt;"


def read(page: str) -> ET.Element:
    """Read a page or a drawing strictly, as XML."""
    return ET.fromstring(page)


def text_of(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def by_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if name in (element.get("class") or "").split()]


class Tags(HTMLParser):
    """Every tag of a page with its attributes, as a browser's reader finds them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_carries_everything(page: str) -> None:
    """Nothing in the page is run, and nothing is loaded from elsewhere."""
    assert set(re.findall(r"https?://[^\s\"'<]+", page)) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"url\(|@import|javascript:", page)
    tags = Tags(page).found
    assert {tag for tag, _ in tags}.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "base", "form"})
    names = {name for _, attributes in tags for name in attributes}
    assert names.isdisjoint({"src", "href", "xlink:href", "srcset", "action"})
    assert [name for name in names if name.startswith("on")] == []
