"""From a raw update to a committed turn. Whoever receives updates acknowledges them when `handle` has returned."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.delivery.chat_locks import LaneFull
from bot.delivery.turns import Answer, Place, Step, Turns
from bot.errors import describe, log_failure
from bot.metrics import Metrics
from bot.notices import Notices
from bot.storage.store import Changes, FromUpdate, Kept, Outgoing, StoreUnavailable
from bot.telegram.account import Account
from bot.telegram.admin import Admin
from bot.telegram.api import call, patiently
from bot.telegram.courtesy import Albums, Refusals
from bot.telegram.links import with_links
from bot.telegram.reading import (
    Group,
    Inline,
    Membership,
    Nothing,
    Press,
    Talk,
    meaning,
    parse,
    plain_meaning,
    rough_meaning,
    text_length,
)
from bot.telegram.rendering import keyboard_json, render
from dialogue.events import Said
from flows.screens import Screen

CHOSEN = "✓ "
COMPUTED = "room"  # the id of an inline result that was computed from what was typed
MOST_COURTESIES = 1000
MOST_CHARACTERS = 4_096  # of the texts in one transaction, since long ones take longer
LONGEST_RUN = 20  # updates of one chat in one transaction: a few milliseconds, so that others are not kept waiting
log = structlog.get_logger()

# InlineQueryResult objects as dictionaries; links to articles in their texts are still to be made deep links.
AnswerInline = Callable[[str], Awaitable[Sequence[dict[str, Any]]] | Sequence[dict[str, Any]]]


class Intake:
    """Handles updates of the bot `account`, for which `bot` speaks."""

    def __init__(
        self,
        bot: Bot,
        account: Account,
        turns: Turns,
        notices: Notices,
        metrics: Metrics,
        admin: Admin,
        answer_inline: AnswerInline | None,
    ) -> None:
        self._bot = bot
        self._account = account.id
        self._username = account.username
        self._turns = turns
        self._notices = notices
        self._metrics = metrics
        self._admin = admin
        self._answer_inline = answer_inline
        self._courtesies: set[asyncio.Task[None]] = set()
        self._groups = Refusals()
        self._albums = Albums()
        self._under_way: dict[int, asyncio.Future[None]] = {}

    async def handle(self, raw: dict[str, Any]) -> None:
        """Handle one update and return when it is committed. One that means nothing to the bot counts as handled.

        Raises StoreUnavailable or LaneFull when it must be delivered again.
        """
        number = raw.get("update_id")
        if not isinstance(number, int):
            self._metrics.unreadable.inc()
            log.error("update_unreadable", error="no update_id")
            return
        if (same := self._under_way.get(number)) is not None:
            await asyncio.shield(same)
            return
        future = self._under_way[number] = asyncio.get_running_loop().create_future()
        try:
            await self.handle_all([raw])
        except BaseException as error:
            future.set_exception(error if isinstance(error, Exception) else LaneFull())
            future.exception()  # whoever waits gets it; if nobody does, it is raised here all the same
            raise
        else:
            future.set_result(None)
        finally:
            del self._under_way[number]

    async def handle_all(self, raws: Sequence[dict[str, Any]]) -> None:
        """Handle updates in order and return when all are committed; neighbours of one chat share a transaction.

        Raises StoreUnavailable or LaneFull when all must be delivered again; those that were committed are then
        known as duplicates.
        """
        run: list[tuple[int, Step]] = []
        characters = 0
        for raw in raws:
            made = await self._step(raw)
            if made is None:
                continue
            characters += text_length(raw)
            if run and (run[0][0] != made[0] or len(run) >= LONGEST_RUN or characters > MOST_CHARACTERS):
                await self._commit(run)
                run, characters = [], text_length(raw)
            run.append(made)
        if run:
            await self._commit(run)

    async def close(self, within: float) -> None:
        """Give the courtesies under way (answers to callback queries, marks on buttons) `within` seconds."""
        if self._courtesies:
            _, late = await asyncio.wait(self._courtesies, timeout=within)
            for task in late:
                task.cancel()

    async def _commit(self, run: Sequence[tuple[int, Step]]) -> None:
        try:
            await self._turns.commit(run[0][0], [step for _, step in run])
        except (StoreUnavailable, LaneFull):
            raise
        except Exception as error:
            if len(run) > 1:
                for one in run:
                    await self._commit([one])
                return
            self._metrics.failures.inc()
            log_failure(log, "update_failed", error)

    async def _step(self, raw: dict[str, Any]) -> tuple[int, Step] | None:
        """The chat of an update and the turn to be taken, None if there is nothing to be kept."""
        try:
            what = plain_meaning(raw, self._username) or meaning(parse(raw, self._bot), self._username)
        except Exception as error:
            self._metrics.unreadable.inc()
            log_failure(log, "update_unreadable", error, update=raw.get("update_id"))
            if not isinstance(raw.get("update_id"), int):
                return None
            what = rough_meaning(raw, self._username)
        match what:
            case Talk() if self._albums.another(what.chat, what.album, what.update, what.event):
                return None
            case Talk():
                return what.chat, await self._talk(what)
            case Press():
                return what.chat, self._press(what)
            case Group(query=query) if query:
                self._courtesy(self._answer_query(query, self._notices.group_toast))
            case Group() if self._groups.silent(what.chat, what.update):
                return None
            case Group():
                return what.chat, self._refuse_in_group(what)
            case Membership(update, chat, blocked):
                return chat, Step(self._source(update), lambda kept: Changes(blocked=blocked and kept.known))
            case Inline():
                self._courtesy(self._inline(what))
            case Nothing(_, query):
                if query:
                    self._courtesy(self._answer_query(query, ""))
        return None

    def _source(self, update: int) -> FromUpdate:
        return FromUpdate(self._account, update)

    async def _talk(self, talk: Talk) -> Step:
        place = Place(talk.chat, talk.thread)
        if isinstance(talk.event, Said) and self._admin.is_meant(talk.chat, talk.event.text):
            messages = render(await self._admin.answer(talk.event.text), place)
            return Step(self._source(talk.update), lambda kept: _only(kept, messages))
        return self._turns.step(self._source(talk.update), place, talk.event)

    def _press(self, press: Press) -> Step:
        def then(answer: Answer | None) -> None:
            self._courtesy(self._answer_query(press.query, answer.turn.toast if answer else ""))
            if answer is not None and _marks(answer):
                self._courtesy(self._mark(press, chosen=not answer.turn.refused))

        place = Place(press.chat, press.thread, press.message)
        return self._turns.step(self._source(press.update), place, press.event, then)

    def _refuse_in_group(self, group: Group) -> Step:
        address = f"https://t.me/{self._username}?start=group"
        keyboard = keyboard_json([[{"text": self._notices.group_button, "url": address}]])
        messages = [
            Outgoing(message.method, {**message.payload, "reply_markup": keyboard})
            for message in render(Screen(self._notices.group), Place(group.chat, group.thread))
        ]
        reply = {"message_id": group.message, "allow_sending_without_reply": True}
        messages = [
            replace(message, payload={**message.payload, "reply_parameters": json.dumps(reply)}) for message in messages
        ]
        return Step(self._source(group.update), lambda kept: _only(kept, () if kept.waiting else messages))

    def _courtesy(self, doing: Any) -> None:
        """Do something that nobody misses if it fails: beside the turn, without an outbox."""
        if len(self._courtesies) >= MOST_COURTESIES:
            doing.close()
            return
        task = asyncio.get_running_loop().create_task(doing)
        self._courtesies.add(task)
        task.add_done_callback(self._courtesies.discard)

    async def _answer_query(self, query: str, toast: str) -> None:
        try:
            said = {"text": toast[:200]} if toast else {}
            await patiently(lambda: call(self._bot, "answerCallbackQuery", callback_query_id=query, **said))
        except TelegramError as error:
            log.info("query_not_answered", error=describe(error))

    async def _mark(self, press: Press, chosen: bool) -> None:
        """Leave of the pressed keyboard only what was chosen, so that the chat reads well and old buttons are gone."""
        mark = {"text": CHOSEN + press.label, "callback_data": press.event.payload}
        rows = [[mark]] if chosen and press.label else []
        try:
            await call(
                self._bot,
                "editMessageReplyMarkup",
                chat_id=press.chat,
                message_id=press.message,
                reply_markup=keyboard_json(rows),
            )
        except TelegramError as error:
            log.info("button_not_marked", error=describe(error))

    async def _inline(self, inline: Inline) -> None:
        if self._answer_inline is None:
            return
        try:
            results = self._answer_inline(inline.text)
            if not isinstance(results, Sequence):
                results = await results
            computed = any(result["id"] == COMPUTED for result in results)
            await call(
                self._bot,
                "answerInlineQuery",
                inline_query_id=inline.query,
                results=[self._linked(result) for result in results],
                button={"text": self._notices.inline_button, "start_parameter": "capacity" if computed else "inline"},
                cache_time=300,
                is_personal=computed,
            )
        except TelegramError as error:
            log.info("inline_not_answered", error=describe(error))
        except Exception as error:
            log_failure(log, "inline_failed", error)

    def _linked(self, result: dict[str, Any]) -> dict[str, Any]:
        content = result.get("input_message_content", {})
        if "parse_mode" not in content:
            return result
        text = with_links(content["message_text"], self._username)
        return {**result, "input_message_content": {**content, "message_text": text}}


def _marks(answer: Answer) -> bool:
    """Whether the pressed buttons are done with: the dialogue moved on, and did not take the message's place."""
    return answer.moved and not any(screen.replaces for screen in answer.turn.screens)


def _only(kept: Kept, messages: Sequence[Outgoing]) -> Changes:
    """Send `messages` and change nothing else."""
    return Changes(outgoing=tuple(messages), slowed=kept.slowed)
