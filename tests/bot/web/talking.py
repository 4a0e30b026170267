"""How a test talks with the page, by what a person sees."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

LAST = "#log .theirs >> nth=-1"
TO_THE_ROOM = ("2026", "42", "400,000", "the maximum", "50% up to 4%", "0")


def answers(page: Page) -> int:
    """How many messages of the guide there are."""
    return page.locator("#log .theirs").count()


def say(page: Page, text: str) -> str:
    """Type `text` and send it; the answer's words."""
    before = answers(page)
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Send").click()
    return answer(page, before)


def press(page: Page, label: str) -> str:
    """Press a button of the talk; the answer's words."""
    before = answers(page)
    page.locator("#log").get_by_role("button", name=label, exact=True).last.click()
    return answer(page, before)


def drop(page: Page, name: str, text: str, kind: str) -> None:
    """Drop a file of this name, text and media type on the page."""
    page.evaluate(
        """([name, text, type]) => {
            const carried = new DataTransfer();
            carried.items.add(new File([text], name, { type }));
            for (const kind of ["dragover", "drop"]) {
                const options = { dataTransfer: carried, bubbles: true, cancelable: true };
                document.body.dispatchEvent(new DragEvent(kind, options));
            }
        }""",
        [name, text, kind],
    )


def answer(page: Page, before: int) -> str:
    """The words of the newest message of the guide, once there are more than `before`."""
    page.wait_for_function("n => document.querySelectorAll('#log .theirs').length > n", arg=before)
    return page.locator(LAST).inner_text()


def to_the_review(page: Page) -> str:
    """Go the way to the room, up to the question whether all is right."""
    press(page, "How much room do I have?")
    said = ""
    for told in TO_THE_ROOM:
        said = say(page, told)
    return said


def assert_accessible(page: Page) -> None:
    """Nothing that axe finds, in any of its rules for WCAG 2.2 AA and best practice."""
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def assert_no_sideways_scrolling(page: Page) -> None:
    """The page is no wider than what shows it."""
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]
    expect(page.locator("body")).to_be_visible()
