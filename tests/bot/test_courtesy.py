"""A group is told once an hour, and an album is answered once."""

from bot.telegram.courtesy import MOST_KEPT, Albums, Refusals
from dialogue.events import DocumentSent, Received


def test_a_group_is_told_again_only_after_an_hour() -> None:
    now = [0.0]
    refusals = Refusals(lambda: now[0])
    assert not refusals.silent(-1, update=1)
    assert refusals.silent(-1, update=2)
    assert not refusals.silent(-2, update=3)
    now[0] = 3601
    assert not refusals.silent(-1, update=4)


def test_an_update_that_is_delivered_again_is_still_the_one_that_was_told() -> None:
    refusals, albums = Refusals(), Albums()
    assert not refusals.silent(-1, update=1)
    assert not refusals.silent(-1, update=1)
    assert not albums.another(7, "a", 1, Received("photo"))
    assert not albums.another(7, "a", 1, Received("photo"))
    assert albums.another(7, "a", 2, Received("photo"))


def test_each_document_of_an_album_is_read() -> None:
    albums = Albums()
    assert not any(albums.another(7, "a", number, DocumentSent("f", "spd.pdf", 9)) for number in range(3))


def test_what_is_remembered_is_bounded() -> None:
    refusals = Refusals()
    for group in range(MOST_KEPT + 1):
        refusals.silent(-group, update=group)
    assert not refusals.silent(0, update=-1)
