"""A small scenario for tests of the front ends: an angry call with a calm way, a hard way and a way out."""

from pathlib import Path

SMALL = (Path(__file__).parent / "small-call.yaml").read_text(encoding="utf-8")


def put_small(folder: Path) -> Path:
    """Write the small scenario into a folder and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "small-call.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file
