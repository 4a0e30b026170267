import pytest

from content.markup import to_html
from content.pages import paginate, short_answer, units
from content.templates import Text


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("plain", "plain"),
        ("**bold** and _italic_", "<b>bold</b> and <i>italic</i>"),
        ("## A heading\n\ntext", "<b>A heading</b>\n\ntext"),
        ("- one\n- two", "• one\n• two"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("[words](pro-rata)", '<a href="article:pro-rata">words</a>'),
        ("[words](glossary:basis)", '<a href="glossary:basis">words</a>'),
        ("`code`", "<code>code</code>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("| a | b |\n|---|---|\n| 1 | 22 |", "<pre>a  b\n─  ──\n1  22</pre>"),
        ("> quoted", "<blockquote>quoted</blockquote>"),
        ("wrapped\nline", "wrapped line"),
    ],
)
def test_markdown_becomes_the_html_that_telegram_knows(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


def test_what_a_user_typed_is_shown_as_text_and_never_run() -> None:
    text = Text("You said “{{ said }}”.")
    hostile = "<b>x</b> {{ 7 * 7 }} {% for a in b %} & **y**"
    assert text.render({"said": hostile}) == "You said “&lt;b&gt;x&lt;/b&gt; {{ 7 * 7 }} {% for a in b %} &amp; **y**”."


def test_a_list_made_by_a_loop_has_no_empty_lines_between_its_items() -> None:
    text = Text("Known:\n\n{% for one in rows %}\n- {{ one }}\n{% endfor %}\n\nThat is all.")
    assert text.render({"rows": ["a", "b"]}) == "Known:\n\n• a\n• b\n\nThat is all."


def test_a_condition_that_does_not_hold_leaves_no_gap() -> None:
    text = Text("one\n\n{% if yes %}\ntwo\n\n{% endif %}\nthree")
    assert text.render({"yes": False}) == "one\n\nthree"
    assert text.render({"yes": True}) == "one\n\ntwo\n\nthree"


def test_pages_are_cut_between_paragraphs_and_keep_a_heading_with_its_text() -> None:
    html = "\n\n".join(["a" * 50, "<b>Heading</b>", "b" * 50])
    assert paginate(html, 70) == ("a" * 50, "<b>Heading</b>\n\n" + "b" * 50)
    assert "\n\n".join(paginate(html, 70)) == html


def test_the_short_answer_ends_before_the_first_heading() -> None:
    assert short_answer("Short.\n\nStill short.\n\n## More\n\nLong.") == "Short.\n\nStill short."
    assert short_answer("Only this.") == "Only this."


def test_lengths_are_counted_as_telegram_counts_them() -> None:
    assert units("a") == 1
    assert units("👍") == 2
