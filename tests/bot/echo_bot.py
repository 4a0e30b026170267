"""The bot with the echo dialogue, as a process of its own: `python -m tests.bot.echo_bot`, settings as usual."""

import asyncio
import sys

from bot.service import Profile, Tools, run
from bot.settings import WrongSettings, load_settings
from dialogue.events import DocumentRead
from flows.screens import Attachment, Picture
from nlu.plans import Evidence, Finding, PlanFindings
from tests.bot.echo import Echo


async def draw(picture: Picture) -> bytes:
    """A picture that is none."""
    return b"PNG " + picture.alt.encode()


async def make(attachment: Attachment) -> bytes:
    """A file that says what it is."""
    return f"{attachment.kind} {dict(attachment.data)}".encode()


async def read_document(content: bytes, name: str) -> DocumentRead:
    """The content as the one thing that the document says, a little later."""
    await asyncio.sleep(0.2)
    return DocumentRead(name, PlanFindings(Finding("yes", (Evidence(content.decode(), 1),))))


def answer_inline(text: str) -> list[dict[str, object]]:
    """One article that repeats `text`."""
    content = {"message_text": text or "nothing"}
    return [{"type": "article", "id": "1", "title": text or "nothing", "input_message_content": content}]


TOOLS = Tools(draw, make, read_document, answer_inline)
PROFILE = Profile((("start", "Begin"), ("forget", "Forget me")), "An echo.", "Echo.")


def main() -> int:
    """Run until told to stop."""
    try:
        settings = load_settings()
    except WrongSettings as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return run(settings, Echo(), TOOLS, PROFILE)


if __name__ == "__main__":
    sys.exit(main())
