"""Looking at the text while it is written: after a pause in typing, deeper after saving; no key waits for it."""

from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from textual.timer import Timer

if TYPE_CHECKING:
    from textual.app import App

    from simulator.screens.write import WriteScreen


class Looking:
    """When the writing screen looks at its text, and how, so that the keyboard never waits for it."""

    PAUSE = 0.4  # seconds without a key before the text is looked at
    PROOF_PAUSE = 1.5  # seconds after saving before the proofs begin, which take seconds themselves

    def __init__(self, screen: "WriteScreen") -> None:
        self._screen = screen
        self._pause: Timer | None = None
        self._proof: Timer | None = None
        self._proving = False

    def soon(self) -> None:
        """Look at the text once nothing has been typed for a while."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self._screen.set_timer(self.PAUSE, self._paused)

    def _paused(self) -> None:
        self._screen.keeping.keep_unsaved()
        text = self._screen.writing.text
        look = partial(self._look, text)
        self._screen.run_worker(look, thread=True, exclusive=True, group="look", exit_on_error=False)

    def _look(self, text: str) -> None:
        looked = self._screen.writing.look(text)
        self._screen.app.call_from_thread(self._screen.show_looked, looked)

    def deeper_soon(self) -> None:
        """Look for what only playing the whole scenario through shows, once no more is saved for a while."""
        if self._proof is not None:
            self._proof.stop()
        self._proof = self._screen.set_timer(self.PROOF_PAUSE, self._prove_unless_busy)

    def _prove_unless_busy(self) -> None:
        if self._proving:
            self.deeper_soon()
            return
        self._proving = True
        # not a worker: the program would have to wait for its end, and leaving would take seconds
        Thread(target=self._prove, args=(self._screen.app,), daemon=True).start()

    def _prove(self, app: "App[object]") -> None:
        """Look, and show what was found; a program that has ended meanwhile does not want to know."""
        try:
            proved = self._screen.writing.prove()
        except OSError:
            return  # the file is gone or locked, which is said elsewhere
        finally:
            self._proving = False
        with suppress(RuntimeError):
            app.call_from_thread(self._screen.show_proved, proved)
