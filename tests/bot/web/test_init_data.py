"""Who opened the app inside Telegram: what Telegram signed counts, and nothing else."""

import json
import time

import pytest

from bot.web.init_data import Forged, TooOld, person
from tests.bot.web.init_data import init_data

TOKEN = "4242:token"
NOW = time.time()


def test_the_person_whom_telegram_names_is_taken() -> None:
    assert person(init_data(TOKEN, 77, NOW), TOKEN, NOW) == 77


@pytest.mark.parametrize(
    "data",
    [
        "",
        "hash=",
        "no equals sign",
        init_data("4242:other", 77, NOW),
        init_data(TOKEN, 77, NOW).replace("77", "78", 1),
        init_data(TOKEN, 77, NOW).replace("hash=", "hash=0"),
        init_data(TOKEN, 77, NOW) + "&user=%7B%22id%22%3A78%7D",
        init_data(TOKEN, 77, NOW) + "&start_param=x",
        init_data(TOKEN, 77, NOW, user="none"),
        init_data(TOKEN, 77, NOW, user=json.dumps({"id": "77"})),
        init_data(TOKEN, -77, NOW),
        init_data(TOKEN, 1 << 60, NOW),
        "a=1&" * 2000,
    ],
    ids=[
        "nothing",
        "an empty signature",
        "no data at all",
        "another bot's",
        "another person put in",
        "another signature",
        "a second person added",
        "a field added",
        "a person who is none",
        "a number in quotes",
        "a group",
        "a number of the page's visitors",
        "far too long",
    ],
)
def test_what_telegram_did_not_say_is_refused(data: str) -> None:
    with pytest.raises(Forged):
        person(data, TOKEN, NOW)


def test_without_a_bot_everything_is_refused() -> None:
    with pytest.raises(Forged):
        person(init_data("", 77, NOW), "", NOW)


@pytest.mark.parametrize("seconds", [3601, 86_400, -600], ids=["an hour old", "a day old", "from the future"])
def test_what_telegram_said_long_ago_is_refused(seconds: int) -> None:
    with pytest.raises(TooOld):
        person(init_data(TOKEN, 77, NOW - seconds), TOKEN, NOW)
