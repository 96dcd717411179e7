"""What goes wrong for a user: a sentence from the catalogue, and the exit code it means."""

import errno
from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    FOUND_PROBLEMS = 1
    WRONG_USE = 2
    ENVIRONMENT = 3


_REASONS = {
    errno.ENOENT: "reason.missing",
    errno.EACCES: "reason.not-allowed",
    errno.EPERM: "reason.not-allowed",
    errno.EROFS: "reason.read-only",
    errno.ENOSPC: "reason.disk-full",
    errno.EISDIR: "reason.is-folder",
    errno.ENOTDIR: "reason.not-a-folder",
    errno.EEXIST: "reason.in-the-way",
    errno.ENAMETOOLONG: "reason.name-long",
}


def why(error: OSError) -> str:
    """Return why the system refused, in the user's words where we know them, else in its own."""
    from simulator.texts import say

    key = _REASONS.get(error.errno or 0)
    return say(key) if key else error.strerror or str(error)


class UserProblem(Exception):  # noqa: N818 - it is not always an error of the program
    """Something the user must hear about. key: of the text catalogue; gaps: what fills its gaps."""

    def __init__(self, key: str, code: Exit = Exit.WRONG_USE, **gaps: object) -> None:
        super().__init__(key, gaps)
        self.key = key
        self.code = code
        self.gaps = gaps

    @property
    def sentence(self) -> str:
        """Return the sentence in the user's language."""
        from simulator.texts import say

        return say(self.key, **self.gaps)
