"""`python -m bot`, and the command `mega-backdoor-roth`."""

import sys

from bot.command_line import main


def console() -> None:
    """The command of an installed bot."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
