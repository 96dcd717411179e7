"""Parts of screens. None of them knows a rule of the game: they are given values and post messages."""
