"""The line at the top: the program's name and where the user is."""

from textual.widgets import Static

from simulator.texts import say


class TitleBar(Static):
    """Shows the name of the house and a title."""

    DEFAULT_CSS = """
    TitleBar { dock: top; height: 1; background: $primary; color: $background; text-style: bold; padding: 0 1; }
    """

    def __init__(self, title: str) -> None:
        super().__init__(markup=False)
        self.show_title(title)

    def show_title(self, title: str) -> None:
        """Show another title."""
        self.update(f"{say('app.name')}  |  {title}")
