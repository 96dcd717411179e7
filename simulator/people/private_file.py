"""A file that only its owner may read, written whole or not at all."""

import os
from pathlib import Path

from simulator.problems import Exit, UserProblem, why


def write_private(file: Path, content: bytes) -> None:
    """Write a new file; one that is there is never written over. Raises UserProblem."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise UserProblem("problem.file-there", file=file) from error
    except OSError as error:
        raise UserProblem("problem.write-file", Exit.ENVIRONMENT, file=file, reason=why(error)) from error
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
    except OSError as error:
        file.unlink(missing_ok=True)
        raise UserProblem("problem.write-file", Exit.ENVIRONMENT, file=file, reason=why(error)) from error
