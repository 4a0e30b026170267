"""`web`: the page alone; and the page beside the terminal chat, in a thread of its own."""

import asyncio
import sys
import threading
from datetime import date

from bot.settings import Settings, WrongSettings, load_settings

OPENED = "The same conversation in your browser: {address}"
NOT_OPENED = "The web page could not be opened; is port {port} taken? WEB_PORT sets another one."
WRONG_SETTINGS = 1
START_SECONDS = 30.0
STOP_SECONDS = 5.0


def web(as_of: date | None) -> int:
    """Serves the page until it is told to stop; returns the exit status."""
    try:
        settings = load_settings({"as_of": as_of} if as_of else None)
    except WrongSettings as error:
        print(error, file=sys.stderr)
        return WRONG_SETTINGS
    return page_alone(settings)


def page_alone(settings: Settings) -> int:
    """Serves the page until a signal comes; returns the exit status."""
    from bot.app import dialogue
    from bot.service import run_page
    from bot.tools import profile, tools

    talk = dialogue(settings.session_days, settings.contact)
    return run_page(settings, talk, tools(settings), profile(), _say)


class PageBeside:
    """The page in a thread, for as long as the program does something else."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._opened = threading.Event()
        self._address = ""
        self._thread = threading.Thread(target=self._run, daemon=True, name="page")

    def start(self) -> None:
        """Open the page and say where, or that it could not be opened."""
        self._thread.start()
        self._opened.wait(START_SECONDS)
        if self._address:
            _say(self._address)
        else:
            print(NOT_OPENED.format(port=self._settings.web_port), flush=True)

    def stop(self) -> None:
        """Close the page."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        from bot.app import dialogue
        from bot.logs import configure_logging
        from bot.service import serve_page
        from bot.tools import profile, tools

        settings = self._settings
        configure_logging("CRITICAL", settings.secrets)  # the terminal belongs to the talk

        def ready(address: str) -> None:
            self._address = address
            self._opened.set()

        talk = dialogue(settings.session_days, settings.contact)
        asyncio.set_event_loop(self._loop)
        try:
            work = serve_page(settings, talk, tools(settings), profile(), self._stop, ready)
            self._loop.run_until_complete(work)
        finally:
            self._opened.set()


def _say(address: str) -> None:
    print(OPENED.format(address=address), flush=True)
