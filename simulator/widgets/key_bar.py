"""The line of keys at the bottom: what can be pressed here, in the user's language, cut to the width."""

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding
from textual.widgets import Static

from simulator.texts import say

_GAP = "  "


class KeyBar(Static):
    """Shows the screen's keys whose binding asks to be shown. Binding descriptions are keys of the catalogue."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """
    can_focus = False

    def on_mount(self) -> None:
        """Follow the keys as the focus moves."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._refresh_keys())
        self.call_after_refresh(self._refresh_keys)

    def on_resize(self) -> None:
        """Fit the new width."""
        self._refresh_keys()

    def _refresh_keys(self) -> None:
        if self.is_attached:
            self.update(keys_line(shown_bindings(self), self.size.width))


def shown_bindings(widget: Static) -> list[Binding]:
    """Return the bindings to show, each action once, in the order they were declared."""
    found: dict[str, Binding] = {}
    for active in widget.screen.active_bindings.values():
        if active.binding.show and active.enabled:
            found.setdefault(active.binding.action, active.binding)
    return list(found.values())


def keys_line(bindings: list[Binding], width: int) -> Text:
    """Return as many "F1 Help" pairs as fit into `width` cells."""
    line = Text(no_wrap=True, overflow="crop")
    for binding in bindings:
        pair = f"{key_name(binding)} {say(binding.description)}"
        if line.cell_len + cell_len(pair) > width:
            break
        line.append(key_name(binding), style="bold")
        line.append(f" {say(binding.description)}{_GAP}")
    return line


def key_name(binding: Binding) -> str:
    """Return what stands on the key."""
    if binding.key_display:
        return binding.key_display
    names = {"escape": "Esc", "enter": "Enter", "space": "Space", "ctrl+p": "Ctrl+P", "ctrl+q": "Ctrl+Q"}
    return names.get(binding.key, binding.key.upper() if binding.key.startswith("f") else binding.key)
