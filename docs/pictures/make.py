"""Make the pictures of the README from the program itself (`make screenshot`)."""

import asyncio
import html
import os
import re
import tempfile
from pathlib import Path

from rich.cells import cell_len

FOLDER = Path(__file__).parent
_CELL = 12.2  # the width of one cell in the pictures Textual draws


async def main() -> None:
    """Draw the pictures named in the README."""
    with tempfile.TemporaryDirectory() as home:
        for name in ("DATA", "CACHE", "CONFIG"):
            os.environ[f"MINWON_{name}"] = str(Path(home) / name.lower())
        os.environ |= {"MINWON_LANG": "ko", "TEXTUAL_ANIMATIONS": "none", "TEXTUAL_DISABLE_KITTY_KEY": "1"}
        from simulator.app import MinwonApp
        from simulator.rehearsal import Rehearsal
        from simulator.screens.role_play import RolePlayScreen
        from simulator.workplace import Workplace

        workplace = Workplace()
        app = MinwonApp(workplace)
        async with app.run_test(size=(100, 30)) as pilot:
            loaded = workplace.load("abuse-phone-parking-fine", "ko")
            rehearsal, turn = Rehearsal.begin(loaded, workplace.manual, workplace.records, seed=1)
            await app.push_screen(RolePlayScreen(rehearsal, turn.events))
            await pilot.pause()
            await pilot.press("2")
            await pilot.pause()
            draw(app.export_screenshot(title="minwon"), FOLDER / "role-play.svg")


def draw(svg: str, file: Path) -> None:
    """Write a picture in which Hangul stands in its two cells: Rich counts letters, not cells."""

    def width(found: re.Match[str]) -> str:
        cells = cell_len(html.unescape(found[3]))
        return f'{found[1]}textLength="{cells * _CELL:.1f}"{found[2]}>{found[3]}</text>'

    svg = re.sub(r"@font-face\s*{.*?}", "", svg, flags=re.DOTALL)
    svg = svg.replace("font-family: Fira Code, monospace", "font-family: D2Coding, NanumGothicCoding, monospace")
    svg = re.sub(r'(<text [^>]*?)textLength="[^"]*"([^>]*)>([^<]*)</text>', width, svg)
    file.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
