"""Colours of the card: dark, so that it neither glares in a dark chat nor drowns in a light one.

The fills are Okabe and Ito's, which people with any kind of colour blindness tell apart.
"""

CARD = "#16202e"
RAISED = "#243247"
GRID = "#33445c"
TEXT = "#f4f7fb"
SOFT = "#b4c1d3"
BLUE = "#56b4e9"
ORANGE = "#e69f00"
PINK = "#dd8fbc"
GREEN = "#2fc494"
YELLOW = "#f0e442"
WHITE = "#dfe6ef"
RED = "#ff6f61"
STRIPE = "#b8382c"
SERIES = (GREEN, BLUE, ORANGE, PINK, YELLOW, WHITE)
