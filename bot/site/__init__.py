"""The library as a static site: a folder of pages that any web server can hand out."""

from bot.site.writing import Site, write_site

__all__ = ["Site", "write_site"]
