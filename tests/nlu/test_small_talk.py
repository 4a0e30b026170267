"""How words beside the matter are meant, and messages in other languages."""

import pytest

from nlu.languages import Language, language_of
from nlu.small_talk import Tone, only_greets, tone_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("oh wow, thanks a million, that saved me an evening", Tone.THANKS),
        ("ok thank you, have to run, meeting in 10", Tone.GOODBYE),
        ("see you tomorrow then", Tone.GOODBYE),
        ("haha nice, you're pretty good at this", Tone.PRAISE),
        ("Good afternoon, friend", Tone.GREETING),
        ("this is garbage, you are useless", Tone.UPSET),
        ("ugh I hate paperwork", Tone.UPSET),
        ("my dog is snoring next to me", None),
    ],
)
def test_a_word_beside_the_matter_is_told_by_its_kind(text: str, kind: Tone | None) -> None:
    assert tone_of(text) is kind


@pytest.mark.parametrize(
    "text", ["Good evening from snowy Duluth!", "hello everyone", "Hi there, greetings from Boise"]
)
def test_who_only_greets_says_nothing_else(text: str) -> None:
    assert only_greets(text)


@pytest.mark.parametrize("text", ["hello, how much can I put in", "hi, I live in Texas", "good morning, 180k salary"])
def test_a_greeting_before_something_else_is_no_greeting_alone(text: str) -> None:
    assert not only_greets(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("¿Cuánto dinero puedo meter este año?", Language.SPANISH),
        ("hola quiero saber como funciona esto para mi trabajo", Language.SPANISH),
        ("Wie viel kann ich dieses Jahr noch einzahlen, bitte?", Language.OTHER),
        ("combien est-ce que je peux mettre cette année", Language.OTHER),
        ("сколько я могу внести", Language.OTHER),
        ("我今年还能存多少钱", Language.OTHER),
        ("quanto posso colocar este ano no meu plano, tenho 400k", Language.OTHER),
    ],
)
def test_another_language_is_told(text: str, language: Language) -> None:
    assert language_of(text) is language


@pytest.mark.parametrize(
    "text",
    [
        "how much room do I have",
        "I work at La Quinta in El Paso",
        "Banco de Chile",
        "my match is 4% of pay, no true up",
        "max",
        "50% up to 6%",
        "Los Angeles Department of Water and Power",
        "as a plan in NJ",
        "que pasa, what is my max",
        "4% dollar for dollar",
        "University of California",
        "a 401k plan at Delta, no match",
        "José and Maria both work at Ibérica",
        "i put in 10 percent pretax",
        "me la jugué lol, I want my room now",
        "vanguard, in plan roth",
    ],
)
def test_english_names_and_a_borrowed_word_are_no_other_language(text: str) -> None:
    assert language_of(text) is None
