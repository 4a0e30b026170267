"""Asks a running bot whether it is well: `python -m bot.health http://127.0.0.1:9100/healthz`. Status 0 if it is."""

import sys
from urllib.error import URLError
from urllib.request import urlopen

SECONDS = 4


def main(arguments: list[str]) -> int:
    """0 if the address answers 200 in time, else 1; 2 without an address."""
    if len(arguments) != 1 or not arguments[0].startswith("http://"):
        print("usage: python -m bot.health http://HOST:PORT/healthz", file=sys.stderr)
        return 2
    try:
        with urlopen(arguments[0], timeout=SECONDS) as answer:  # noqa: S310  the scheme was checked
            return 0 if answer.status == 200 else 1
    except (URLError, TimeoutError, ConnectionError) as error:
        print(f"not well: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
