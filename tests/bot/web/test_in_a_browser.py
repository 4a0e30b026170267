"""The page in a real browser, as people use it."""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bot.app import dialogue
from dialogue.figures import code_of
from dialogue.state import State
from flows.session import Session
from tests.bot.web.conftest import TODAY, Served
from tests.bot.web.talking import (
    LAST,
    answer,
    answers,
    assert_accessible,
    assert_no_sideways_scrolling,
    drop,
    press,
    say,
    to_the_review,
)

MOST_STOPS = 40  # more than the first question has to reach with Tab
Open = Callable[..., BrowserContext]
PLAN = (
    "Article 4. After-tax contributions. A participant may make after-tax employee contributions of up to 10% of "
    "compensation.\nArticle 9. In-plan Roth conversion. A participant may elect at any time to convert after-tax "
    "contributions to a designated Roth account within the plan.\n"
    "Article 12. Words of welcome to everybody who has joined the sailing club this spring.\n"
)


def test_the_talk_goes_to_the_room_and_axe_finds_nothing_at_any_screen(page: Page) -> None:
    assert_accessible(page)
    review = to_the_review(page)
    assert "Is that right?" in review
    assert_accessible(page)
    result = press(page, "Show the result")
    assert "Your after-tax room for 2026: $40,300" in result
    assert page.locator("#log figure svg").last.get_attribute("aria-label")
    assert_accessible(page)
    expect(page.locator("#headline")).to_have_text("$40,300")
    expect(page.locator("#case dl")).to_contain_text("$400,000")
    say(page, "does my rollover IRA matter?")
    assert_accessible(page)
    say(page, "/menu")
    say(page, "/case")
    say(page, "/export")
    expect(page.locator(".paper").last).to_have_attribute("download", "mega-backdoor-roth-summary.pdf")
    assert_accessible(page)
    with page.expect_download() as download:
        page.locator(".paper").last.click()
    assert Path(download.value.path()).read_bytes()[:5] == b"%PDF-"


def test_a_dropped_plan_document_is_read_and_not_kept(page: Page, served: Served) -> None:
    before = answers(page)
    drop(page, "plan.txt", PLAN, "text/plain")
    answer(page, before)
    expect(page.locator("#log .mine").last).to_contain_text("plan.txt")
    expect(page.locator(LAST)).to_contain_text("after-tax employee contributions of up to 10%")
    kept = b"".join(one.read_bytes() for one in Path(served.database.removeprefix("sqlite:///")).parent.iterdir())
    assert b"sailing club" not in kept


def test_a_file_is_chosen_too(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "spd.txt"
    file.write_text(PLAN)
    page.set_input_files("#file", file)
    expect(page.locator(LAST)).to_contain_text("after-tax employee contributions of up to 10%")


def test_a_reload_in_mid_flow_shows_the_talk_and_goes_on(page: Page) -> None:
    press(page, "How much room do I have?")
    say(page, "2026")
    said = page.locator("#log").inner_text()
    page.reload()
    assert page.locator("#log").inner_text() == said
    assert "Pay for the year" in say(page, "42, and I make 400k") or "age" in page.locator(LAST).inner_text().lower()


def test_a_draft_survives_a_reload(page: Page) -> None:
    page.get_by_label("Your message").fill("my pay is")
    page.reload()
    expect(page.get_by_label("Your message")).to_have_value("my pay is")


def test_a_button_pressed_twice_counts_once(page: Page) -> None:
    press(page, "How much room do I have?")
    say(page, "back")
    before = answers(page)
    page.locator("#log").get_by_role("button", name="2026", exact=True).last.dblclick()
    answer(page, before)
    page.wait_for_timeout(700)
    assert answers(page) == before + 1
    assert page.locator("#log .mine", has_text="2026").count() == 1


def test_two_tabs_show_the_same_talk(page: Page, served: Served) -> None:
    press(page, "How much room do I have?")
    other = page.context.new_page()
    other.goto(served.address)
    assert answers(other) == answers(page)
    say(other, "2026")
    page.bring_to_front()
    expect(page.locator("#log .mine .bubble").last).to_have_text("2026")
    before = answers(other)
    say(page, "42")
    other.bring_to_front()
    answer(other, before)
    assert other.locator("#log").inner_text() == page.locator("#log").inner_text()


def test_what_is_said_without_a_connection_goes_out_when_it_is_back(page: Page) -> None:
    press(page, "How much room do I have?")
    before = answers(page)
    page.context.set_offline(True)
    page.get_by_label("Your message").fill("2026")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("No connection")
    expect(page.locator("#log .pending .bubble")).to_have_text("2026")
    page.context.set_offline(False)
    answer(page, before)
    expect(page.locator("#log .pending")).to_have_count(0)
    assert page.locator("#log .mine", has_text="2026").count() == 1


def test_what_waits_for_a_connection_outlives_a_reload(page: Page) -> None:
    press(page, "How much room do I have?")
    before = answers(page)
    page.route("**/say", lambda route: route.abort())
    page.get_by_label("Your message").fill("2026")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#log .pending")).to_have_count(1)
    page.unroute("**/say")
    page.reload()
    answer(page, before)
    assert page.locator("#log .mine", has_text="2026").count() == 1


def test_ones_own_data_brings_the_case_back_after_it_was_deleted(page: Page, tmp_path: Path) -> None:
    to_the_review(page)
    press(page, "Show the result")
    say(page, "/export")
    press(page, "As data (JSON)")
    with page.expect_download() as download:
        page.locator(".paper").last.click()
    data = tmp_path / download.value.suggested_filename
    download.value.save_as(data)
    say(page, "/forget")
    page.locator("#log").get_by_role("button", name="Delete everything", exact=True).last.click()
    expect(page.locator(LAST)).to_contain_text("is deleted")
    expect(page.locator("#case")).not_to_contain_text("$400,000")
    before = answers(page)
    drop(page, data.name, data.read_text(encoding="utf-8"), "application/json")
    answer(page, before)
    expect(page.locator(LAST)).to_contain_text("It holds 1 plan")
    press(page, "Load it")
    expect(page.locator("#case dl")).to_contain_text("$400,000")
    page.reload()
    expect(page.locator("#headline")).to_have_text("$40,300")


def test_the_keyboard_alone_is_enough_and_the_focus_is_never_lost(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the chat")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("does my plan qualify?")
    before = answers(page)
    page.keyboard.press("Enter")
    answer(page, before)
    expect(page.get_by_label("Your message")).to_be_focused()
    for _ in range(MOST_STOPS):
        if page.evaluate("document.activeElement.textContent") == "I don't know":
            break
        page.keyboard.press("Shift+Tab")
    else:
        pytest.fail("the keyboard does not reach the button")
    before = answers(page)
    page.keyboard.press("Enter")
    answer(page, before)
    expect(page.locator(LAST)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement !== document.body")


def test_a_screen_reader_hears_new_messages_of_the_guide_alone(page: Page) -> None:
    log = page.get_by_role("log")
    assert log.get_attribute("aria-live") == "polite"
    assert log.get_attribute("aria-relevant") == "additions"
    say(page, "hello")
    assert page.locator("#log .mine").last.get_attribute("aria-live") == "off"
    assert page.locator(LAST).get_attribute("aria-live") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_320_pixels_wide_shows_all_without_sideways_scrolling(
    scheme: str, open_context: Open, served: Served
) -> None:
    context = open_context(viewport={"width": 320, "height": 640}, color_scheme=scheme, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(served.address)
    one_line = page.locator("#write").evaluate("box => box.scrollHeight <= parseFloat(getComputedStyle(box).minHeight)")
    assert one_line, "the example in the message box takes two lines"
    to_the_review(page)
    press(page, "Show the result")
    for view in ("Chat", "Calculator", "Your case"):
        page.get_by_role("link", name=view, exact=True).click()
        assert_no_sideways_scrolling(page)
        assert_accessible(page)
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                "button:not(.inline), select, input[type=text], textarea, summary, .views a")]
                .filter((one) => one.getClientRects().length)
                .filter((one) => one.getBoundingClientRect().height < 44 || one.getBoundingClientRect().width < 44)
                .map((one) => one.outerHTML)"""
        )
        assert not small


def test_without_a_script_each_step_is_a_form(open_context: Open, served: Served) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(served.address)
    page.locator("#log").get_by_role("button", name="How much room do I have?").click()
    for told in ("2026", "42", "400,000", "the maximum", "50% up to 4%", "0"):
        page.get_by_label("Your message").fill(told)
        page.get_by_role("button", name="Send").click()
    page.locator("#log").get_by_role("button", name="Show the result").last.click()
    expect(page.locator(LAST)).to_contain_text("$40,300")
    page.get_by_label("Add a plan document").set_input_files(
        {"name": "plan.txt", "mimeType": "text/plain", "buffer": PLAN.encode()}
    )
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#log")).to_contain_text("plan.txt")
    page.get_by_label("Pay for the year").fill("100k")
    page.get_by_label("Age on December 31").fill("30")
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator("#headline")).to_contain_text("$")


def test_the_bar_moves_as_figures_change_and_the_talk_goes_on_with_them(page: Page) -> None:
    page.get_by_label("Age on December 31").fill("39")
    page.get_by_label("Pay for the year").fill("220k")
    expect(page.locator("#headline")).to_have_text("$47,500")
    page.get_by_label("Employer match").fill("50% up to 6%")
    expect(page.locator("#headline")).to_have_text("$40,900")
    assert int(page.locator('rect[data-part-name="employer"]').get_attribute("width") or 0) > 50
    page.get_by_label("Pay for the year").fill("a lot")
    expect(page.locator("#p-pay")).to_contain_text("couldn't read")
    assert_accessible(page)
    page.get_by_label("Pay for the year").fill("220k")
    expect(page.locator("#headline")).to_have_text("$40,900")
    before = answers(page)
    page.get_by_role("button", name="Continue with these figures").click()
    assert "Your after-tax room for 2026: $40,900" in answer(page, before)
    page.get_by_label("Age on December 31").fill("61")
    expect(page.get_by_label("Catch-up the plan offers")).to_be_visible()


def test_axe_finds_nothing_on_the_other_screens_either(open_context: Open, served: Served) -> None:
    for scheme in ("light", "dark"):
        page = open_context(color_scheme=scheme).new_page()
        for path in ("/room?age=39&pay=220000", "/papers/1/x.pdf", "/app"):
            page.goto(served.address + path)
            assert_accessible(page)


@pytest.fixture
def brought(served: Served) -> str:
    """The code of a calculation that comes to $40,900."""
    state = State(dialogue().domain, Session(), date.fromisoformat(TODAY))
    return code_of(state, {"tax_year": "2026", "age": "39", "pay": "220000", "match": "50% up to 6%"})


def test_figures_of_a_link_are_filled_in_and_nothing_is_kept(open_context: Open, served: Served, brought: str) -> None:
    page = open_context().new_page()
    page.goto(f"{served.address}/#{brought}")
    expect(page.locator("#headline")).to_have_text("$40,900")
    expect(page.get_by_label("Pay for the year")).to_have_value("$220,000")
    expect(page.get_by_role("status")).to_contain_text("came with figures")
    assert "#" not in page.url
    assert not page.context.cookies()
    assert_accessible(page)


@pytest.mark.parametrize("change", [lambda code: code[:-4], lambda code: f"r7_{code[3:]}", lambda _: "r1_" + "x" * 900])
def test_a_link_that_cannot_be_read_says_so_and_the_page_works(
    change: Callable[[str], str], open_context: Open, served: Served, brought: str
) -> None:
    page = open_context().new_page()
    page.goto(f"{served.address}/#{change(brought)}")
    expect(page.get_by_role("status")).to_contain_text("can't be read")
    expect(page.locator("#headline")).to_have_text("")
    assert "menu" in say(page, "hello").lower() or page.locator("#log .theirs").count()


def test_a_link_to_the_figures_of_the_calculator_is_copied_and_opens_for_somebody_else(
    open_context: Open, served: Served
) -> None:
    context = open_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(served.address)
    expect(page.get_by_role("button", name="Copy a link to these figures")).to_be_hidden()
    page.get_by_label("Age on December 31").fill("39")
    page.get_by_label("Pay for the year").fill("220k")
    button = page.get_by_role("button", name="Copy a link to these figures")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#copy-figures")).to_have_text("Copied.")
    other = open_context().new_page()
    other.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(other.locator("#headline")).to_have_text("$47,500")


def test_a_result_is_passed_on_as_a_picture_without_dollars_and_as_a_link(open_context: Open, served: Served) -> None:
    context = open_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(served.address)
    to_the_review(page)
    press(page, "Show the result")
    press(page, "Share")
    assert "$" not in press(page, "Picture, percentages only")
    assert "$" not in (page.locator("#log figure").last.get_attribute("aria-label") or "")
    with page.expect_download() as download:
        page.locator(".paper").last.click()
    assert download.value.suggested_filename == "after-tax-room-2026.png"
    assert Path(download.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    press(page, "Link with all figures")
    assert_accessible(page)
    page.get_by_role("link", name="Copy the link").click()
    expect(page.get_by_role("status")).to_contain_text("Copied")
    other = open_context().new_page()
    other.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(other.locator("#headline")).to_have_text("$40,300")


def test_a_link_of_the_library_opens_its_article_which_is_kept_once_something_is_said(
    open_context: Open, served: Served
) -> None:
    page = open_context().new_page()
    page.goto(f"{served.address}/?start=pro-rata")
    expect(page.locator(LAST)).to_contain_text("Pro-rata: where it applies")
    assert not page.context.cookies()
    assert_accessible(page)
    say(page, "thanks")
    page.reload()
    expect(page.locator("#log")).to_contain_text("Pro-rata: where it applies")
    assert "start" not in page.url
    assert page.locator("#log .theirs").count() == 3


def test_a_link_to_figures_works_without_a_script_too(open_context: Open, served: Served, brought: str) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{served.address}/?start={brought}")
    expect(page.locator(LAST)).to_contain_text("$220,000")
    page.get_by_role("button", name="Use these figures").click()
    expect(page.locator(LAST)).to_contain_text("Your after-tax room for 2026: $40,900")


def test_a_link_to_nothing_shows_the_first_screen(open_context: Open, served: Served) -> None:
    page = open_context().new_page()
    for start in ("nowhere", "r1_", "%3Cscript%3E", "x" * 3000):
        page.goto(f"{served.address}/?start={start}")
        expect(page.locator("#log")).to_contain_text("mega backdoor Roth")


def test_a_long_talk_scrolls_by_itself_and_never_moves_the_page(page: Page) -> None:
    to_the_review(page)
    press(page, "Show the result")
    for width, height in ((1280, 700), (390, 700), (320, 560)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.scrollingElement.scrollHeight") <= height + 1  # a pixel that rounding makes
        expect(page.get_by_label("Your message")).to_be_in_viewport()


@pytest.fixture
def other_site() -> Iterator[Callable[[str], str]]:
    """Serve a page of another site; its address."""
    servers: list[ThreadingHTTPServer] = []

    def serve(words: str) -> str:
        class Blog(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("content-type", "text/html")
                self.end_headers()
                self.wfile.write(words.encode())

            def log_message(self, *_: object) -> None:
                pass

        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), Blog))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}/"

    yield serve
    for one in servers:
        one.shutdown()
        one.server_close()


def test_the_calculator_stands_on_another_site(
    open_context: Open, served: Served, other_site: Callable[[str], str]
) -> None:
    page = open_context().new_page()
    words = (
        f'<!doctype html><title>A blog</title><script src="{served.address}/page.js"></script>'
        '<mega-backdoor-room age="39" pay="220000" match="50% up to 6%"></mega-backdoor-room>'
    )
    page.goto(other_site(words))
    frame = page.frame_locator("mega-backdoor-room iframe")
    expect(frame.locator("#headline")).to_have_text("$40,900")
    frame.get_by_label("Pay for the year").fill("100k")
    expect(frame.locator("#headline")).to_have_text("$44,500")
    link = frame.get_by_role("link", name="Work through it with the guide")
    expect(link).to_have_attribute("href", re.compile(re.escape(f"{served.address}/#r1_")))
    with page.context.expect_page() as opened:
        link.click()
    expect(opened.value.locator("#headline")).to_have_text("$44,500")


def test_the_talk_is_kept_longer_when_asked_and_deleted_when_told(page: Page) -> None:
    say(page, "hello")
    page.get_by_role("button", name="Keep it longer").click()
    expect(page.locator("#case")).to_contain_text("400 days")
    cookie = next(one for one in page.context.cookies() if one["name"] == "visit")
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    page.locator("#case").get_by_role("button", name="Delete everything").click()
    expect(page.locator(LAST)).to_contain_text("cannot be undone")
    page.locator("#log").get_by_role("button", name="Delete everything", exact=True).last.click()
    expect(page.locator("#log .theirs")).to_have_count(1)
    expect(page.locator(LAST)).to_contain_text("is deleted")
    page.reload()
    expect(page.locator("#log")).not_to_contain_text("hello")
