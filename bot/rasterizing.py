"""Makes pixels of an SVG drawing. Runs in the side process and imports next to nothing, so that it starts quickly."""

from collections.abc import Mapping

from resvg_py import svg_to_bytes

from bot.fonts import FAMILY, font_file

FONTS = [str(font_file("normal")), str(font_file("bold"))]


def png(request: Mapping[str, str]) -> bytes:
    """The PNG of `{"svg"}`, at its own size. Fonts of the machine have no part in it. Raises ValueError."""
    return svg_to_bytes(
        svg_string=request["svg"],
        skip_system_fonts=True,
        font_files=FONTS,
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
