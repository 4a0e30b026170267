"""Pictures of invented pages and screens, as people photograph them or a scanner makes them."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from fpdf import FPDF

FONTS = Path(__file__).parents[2] / "bot" / "fonts"
_LINE = 1.9  # heights of the letters


def png(lines: Sequence[str], size: int = 28, width: int = 1200) -> bytes:
    """A picture of `lines`, black on white, with letters `size` high, `width` pixels wide."""
    import resvg_py

    step = int(size * _LINE)
    texts = "".join(
        f'<text x="50" y="{60 + place * step}" font-family="Inter" font-size="{size}" xml:space="preserve">'
        f"{escape(line)}</text>"
        for place, line in enumerate(lines)
    )
    height = 60 + step * len(lines)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="white"/>{texts}</svg>'
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_dirs=[str(FONTS)]))


def scanned(pages: Sequence[bytes]) -> bytes:
    """A PDF of which each page is one of these pictures and holds no text."""
    import io

    made = FPDF()
    for picture in pages:
        made.add_page()
        made.image(io.BytesIO(picture), x=10, y=10, w=190)
    return bytes(made.output())
