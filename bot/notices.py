"""The few things that the bot says by itself, outside any dialogue. The service takes others in their place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notices:
    """Texts in Telegram's HTML; toasts and labels are plain text."""

    failed: str = (
        "Something went wrong on my side, and I could not use your last message. What you told me before is safe. "
        "Please send it again, or send /start to go on from the menu."
    )
    slow_down: str = (
        "You are faster than I am: I skipped some of your messages. "
        "Please wait until I have caught up, and then send the last one again."
    )
    slow_down_toast: str = "One moment, I am still catching up."
    upgrading: str = (
        "I am being updated just now. What you told me is safe. Please send your last message again in a few minutes."
    )
    set_aside: str = (
        "I could not read what you told me before, so I begin anew. "
        "It has been put aside, not deleted; /forget deletes it."
    )
    again: str = "This may have reached you already; I send it once more to be sure."
    group: str = (
        "I talk about pay and retirement plans, and that belongs in a private chat, not in a group. "
        "Nobody else can see what you tell me there."
    )
    group_button: str = "Open a private chat"
    group_toast: str = "Please open a private chat with me."
    inline_button: str = "Continue in private"
    picture_failed: str = "(I could not draw the picture, so here it is in words.)"
    attachment_failed: str = "I could not make the file {name} just now. Please ask me for it again in a minute."
