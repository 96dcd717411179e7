"""What a requirement rests on, and how good the evidence is.

Grades (from the facts the manual was made of): P the law itself was read; N press or notices that quote the
government; R wording reproduced by third parties; S secondary sources; M memory; D our own inference.
Only P may be shown as law; everything else is shown as guidance with its grade.
"""

from typing import Literal

import msgspec

from scoring.texts import Text

Grade = Literal["P", "N", "R", "S", "M", "D"]


class Basis(msgspec.Struct, frozen=True):
    """What a requirement rests on: a law of the law table (`law`) or another source, and its grade."""

    evidence: Grade
    law: str = ""
    source: Text = Text("")

    @property
    def is_law(self) -> bool:
        """Return whether this may be shown as law: an article that was read in the original."""
        return self.evidence == "P" and bool(self.law)
