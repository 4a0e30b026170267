from bot.delivery.turns import Place
from bot.telegram.rendering import render
from flows.screens import Button, Picture, Screen

HERE = Place(7, None, None)
PICTURE = Picture("room", {}, "how the limit is used up")


def test_a_text_that_fits_is_the_caption_of_its_picture() -> None:
    (photo,) = render(Screen("<b>short</b>", ((Button("On", "m:main"),),), picture=PICTURE), HERE)
    assert photo.method == "sendPhoto"
    assert photo.payload["caption"] == "<b>short</b>"
    assert "reply_markup" in photo.payload


def test_a_picture_whose_text_is_too_long_says_in_its_caption_what_it_shows() -> None:
    photo, text = render(Screen("long " * 300, ((Button("On", "m:main"),),), picture=PICTURE), HERE)
    assert photo.payload["caption"] == "how the limit is used up"
    assert "parse_mode" not in photo.payload
    assert text.method == "sendMessage"
    assert "reply_markup" in text.payload
    assert "reply_markup" not in photo.payload
