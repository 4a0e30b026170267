from bot.telegram.links import with_links


def test_a_link_to_an_article_opens_it_in_the_chat_with_the_bot() -> None:
    html = 'see <a href="article:pro-rata">the rule</a>'
    assert with_links(html, "a_bot") == 'see <a href="https://t.me/a_bot?start=pro-rata">the rule</a>'


def test_a_link_to_a_term_is_told_from_one_to_an_article() -> None:
    assert (
        with_links('<a href="glossary:basis">basis</a>', "a_bot")
        == '<a href="https://t.me/a_bot?start=g_basis">basis</a>'
    )


def test_without_a_username_only_the_words_stay() -> None:
    assert with_links('<a href="article:pro-rata">the rule</a>', None) == "the rule"


def test_other_links_are_left_alone() -> None:
    html = '<a href="https://www.irs.gov">IRS</a>'
    assert with_links(html, "a_bot") == html
