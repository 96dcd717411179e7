"""The three looks: dark, light, high contrast. Every text colour has a contrast of at least 4.5 to 1 (KWCAG).

Hues follow Okabe and Ito, told apart by colour-blind eyes; colour never stands alone: a word goes with it.
"""

from textual.theme import Theme

DARK = Theme(
    name="minwon-dark",
    primary="#56b4e9",
    secondary="#9fb8c8",
    accent="#f0c24b",
    foreground="#e8e8e8",
    background="#16191d",
    surface="#1e2329",
    panel="#2a313a",
    success="#3fc49a",
    warning="#f0b34b",
    error="#ff8f6b",
    dark=True,
)
LIGHT = Theme(
    name="minwon-light",
    primary="#005a8c",
    secondary="#44525e",
    accent="#7a4b00",
    foreground="#1c1c1c",
    background="#fbfbf8",
    surface="#f1f1ec",
    panel="#e2e4e0",
    success="#00614a",
    warning="#7a4b00",
    error="#a02800",
    dark=False,
)
CONTRAST = Theme(
    name="minwon-contrast",
    primary="#7fd4ff",
    secondary="#ffffff",
    accent="#ffe14d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    success="#66ffcc",
    warning="#ffe14d",
    error="#ffb199",
    dark=True,
)
THEMES = (DARK, LIGHT, CONTRAST)
