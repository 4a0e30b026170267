"""The version of the program."""

from importlib.metadata import PackageNotFoundError, version

PACKAGE = "mega-backdoor-roth-bot"


def program_version() -> str:
    """The installed version; in a checkout that of its `pyproject.toml`. `unknown` where neither is there."""
    import tomllib

    from bot.folders import ROOT, in_checkout

    if in_checkout():
        return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])
    try:
        return version(PACKAGE)
    except PackageNotFoundError:  # the sources were copied, as into the image
        return "unknown"
