"""Words of the linter's sentences that no code of its own holds."""

from functools import cache
from pathlib import Path

import msgspec

from scoring import strict_yaml, typed_data
from scoring.rules.model import Dimension
from scoring.texts import Text

_FILE = Path(__file__).parent / "dimensions.yaml"


class DimensionsFile(msgspec.Struct, frozen=True):
    """The file `dimensions.yaml`."""

    dimensions: dict[Dimension, Text]


@cache
def dimension_names() -> dict[Dimension, Text]:
    """Return what the dimensions of a scorecard are called."""
    table, problems = typed_data.build(strict_yaml.read_file(_FILE), DimensionsFile)
    if table is None:
        raise ValueError(f"{_FILE}: {problems}")
    return table.dimensions
