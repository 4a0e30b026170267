"""The page's addresses: what a browser may ask for, and what it gets."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from urllib.parse import quote

import structlog
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.delivery.chat_locks import LaneFull
from bot.delivery.turns import Answer, Place, Turns
from bot.delivery.turns import Step as TurnStep
from bot.errors import log_failure
from bot.metrics import Metrics
from bot.storage.store import UPLOADED, FromUpdate, Outgoing, Shown, Store, StoreUnavailable
from bot.web import calculator, rates
from bot.web.assets import Assets
from bot.web.guard import LARGEST_FORM, LARGEST_UPLOAD
from bot.web.hub import Hub
from bot.web.init_data import Forged, TooOld, person
from bot.web.messages import Words, html_of, log_html, render, said
from bot.web.rates import Rates, address_of
from bot.web.streaming import as_event
from bot.web.visitors import COOKIE, Visitor, Visitors, number_of
from content.templates import Text
from dialogue.commands import LinkKind, linked
from dialogue.dialogue import Dialogue
from dialogue.events import DocumentSent, Event, Figured, Pressed, Said
from dialogue.figure_codes import NoCode, is_meant
from dialogue.figures import typed_from, typed_of
from dialogue.menus import flow_button
from dialogue.overview import overview
from dialogue.state import State
from flows.effects import ForgetEverything, ReadDocument
from flows.screens import Attachment, Screen
from flows.session import Session, UnreadableSession

LONGEST_TEXT: Final = 4096  # characters of a message; a longer one is read as a document
LONGEST_PRESS: Final = 200
LONGEST_NAME: Final = 120
MOST_FILES: Final = 5
MOST_UPLOADS: Final = 6  # large requests that are taken at once, in all: each is held in memory
FORM_SECONDS: Final = 60.0
MOST_PAGES: Final = 12  # of one chat that listen at once
MOST_PAGES_IN_ALL: Final = 4000
QUIET_SECONDS: Final = 20.0
PASTED: Final = "pasted-text.txt"
OPENING: Final = "opening"
START: Final = "start"
LONGEST_LINK: Final = 64  # characters, as on Telegram
TYPES: Final = {"pdf": "application/pdf", "png": "image/png"}
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Options:
    """What the operator set. `token` is the bot's, for the app inside Telegram; `url` is the public address.

    `bot` is the bot's name on Telegram without "@", where it is known.
    """

    url: str = ""
    token: str = ""
    bot: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Answers browsers. All of it stands on the store and on turns; only open streams are kept in memory."""

    store: Store
    turns: Turns
    dialogue: Dialogue
    make: Callable[[Attachment], Any]
    today_of: Callable[[Session], date]
    hub: Hub
    visitors: Visitors
    rates: Rates
    metrics: Metrics
    assets: Assets
    options: Options = Options()
    uploads: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_UPLOADS))
    later: set[asyncio.Task[None]] = field(default_factory=set)  # under way; a loop itself does not hold its tasks

    def routes(self) -> list[Route]:
        """All addresses of the page."""
        return [
            Route("/", self.show, methods=["GET"]),
            Route("/say", self.say, methods=["POST"]),
            Route("/stream", self.stream, methods=["GET"]),
            Route("/case", self.case, methods=["GET"]),
            Route("/keep", self.keep, methods=["POST"]),
            Route("/room", self.room, methods=["GET", "POST"]),
            Route("/papers/{number:int}/{name}", self.paper, methods=["GET"]),
            Route("/app", self.app, methods=["GET"]),
            Route("/app/open", self.open_app, methods=["POST"]),
            Route("/app/leave", self.leave_app, methods=["POST"]),
            *self.assets.routes(),
        ]

    # --- what is shown

    async def show(self, request: Request) -> Response:
        """The page, with the talk so far; for a newcomer with the first screen, and nothing is kept yet."""
        visitor = self._visitor(request)
        try:
            rows = await self.store.shown(visitor.chat, 0) if visitor is not None else ()
            session = await self._session(visitor) if visitor is not None and rows else Session()
        except StoreUnavailable:
            return self._trouble("web_busy", 503)
        # A newcomer's number goes into no cookie before they say something: whoever only looks leaves nothing behind.
        opened = self._opened(request.query_params.get("start", ""))
        return self._page(request, "talk", session, [*(rows or self._welcome()), *opened], visitor)

    async def app(self, request: Request) -> Response:
        """The page as the app inside Telegram: who opened it is told by the script alone."""
        return self._page(request, "app", Session(), (), None)

    async def room(self, request: Request) -> Response:
        """The calculator alone, which other sites may show; with figures posted, what they come to."""
        session = Session()
        if request.method == "GET":
            given: Mapping[str, Any] = {name.replace("-", "_"): value for name, value in request.query_params.items()}
        else:
            if not self.rates.allows(rates.ROOM_ADDRESS, address_of(request)):
                return self._refused("web_slow_down", 429)
            found = await self._form(request)
            if found is None:
                return self._refused("web_refused", 400)
            given = found
            if code := _text(found, "code"):
                try:
                    given = typed_of(self._state(session), code)
                except NoCode:
                    return self._refused("web_room_unread", 400)
        typed = calculator.typed_fields(given)
        if request.method == "POST" and _wants_json(request):
            return JSONResponse({**self._figures(session, typed)[1], "typed": typed})
        return self._page(request, "room", session, (), None, typed)

    async def case(self, request: Request) -> Response:
        """What stands beside the talk, as a part of the page, and what the calculator's fields would hold."""
        visitor = self._visitor(request)
        try:
            session = await self._session(visitor) if visitor is not None else Session()
        except StoreUnavailable:
            return self._refused("web_busy", 503)
        state = self._state(session)
        html = self.assets.part("case", self._case_values(session, visitor))
        return JSONResponse({"html": html, "typed": typed_from(state)})

    async def paper(self, request: Request) -> Response:
        """A paper of the talk, made when it is fetched. Its address is sealed, so that it needs no cookie."""
        number, name = int(request.path_params["number"]), str(request.path_params["name"])
        chat, seal = request.query_params.get("c", ""), request.query_params.get("k", "")
        if not chat.isdigit() or not self.visitors.is_sealed(seal, "paper", chat, number):
            return self._trouble("web_refused", 404)
        if not self.rates.allows(rates.FILE_VISITOR, ("paper", chat)):
            return self._trouble("web_slow_down", 429)
        try:
            rows = await self.store.shown(int(chat), number - 1)
        except StoreUnavailable:
            return self._trouble("web_busy", 503)
        made = next((row.payload.get("paper") for row in rows if row.id == number), None)
        if made is None:
            return self._trouble("web_refused", 404)
        try:
            content = await self.make(Attachment(**made))
        except Exception as error:
            log_failure(log, "attachment_failed", error, attachment=str(made.get("kind")))
            return self._trouble("web_busy", 503)
        disposition = f"attachment; filename*=UTF-8''{quote(name)}"
        kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        return Response(content, media_type=kind, headers={"content-disposition": disposition})

    async def stream(self, request: Request) -> Response:
        """New messages as they come, after the one that the browser has; it asks again after a lost connection."""
        visitor = self._visitor(request)
        if visitor is None:
            return Response(status_code=204)
        if self.hub.count(visitor.chat) >= MOST_PAGES or len(self.hub) >= MOST_PAGES_IN_ALL:
            return self._refused("web_busy", 503)
        last = request.headers.get("last-event-id") or request.query_params.get("after") or "0"
        after = int(last) if last.isascii() and last.isdigit() and len(last) < 19 else 0
        headers = {"x-accel-buffering": "no"}
        return StreamingResponse(self._events(visitor, after), media_type="text/event-stream", headers=headers)

    async def _events(self, visitor: Visitor, after: int) -> AsyncIterator[bytes]:
        with self.hub.listen(visitor.chat) as news:
            yield b": listening\n\n"
            while not self.hub.stopping:
                news.clear()
                try:
                    rows = await self.store.shown(visitor.chat, after)
                except StoreUnavailable:
                    return  # the browser comes back by itself
                for row in rows:
                    after = row.id
                    who = str(row.payload.get("who"))
                    yield as_event(row.id, {"id": row.id, "who": who, "html": self._html(row, visitor)})
                try:
                    await asyncio.wait_for(news.wait(), QUIET_SECONDS)
                except TimeoutError:
                    yield b": still here\n\n"

    # --- what is said

    async def say(self, request: Request) -> Response:
        """Something typed, pressed, sent or filled in. What the browser sends twice is taken once."""
        visitor, fresh = self._visitor(request), False
        if visitor is None:
            if not self.rates.allows(rates.BEGIN_ADDRESS, address_of(request)):
                return self._refused("web_slow_down", 429)
            visitor, fresh = self.visitors.fresh(), True
        address = address_of(request)
        if not (self.rates.allows(rates.SAY_VISITOR, visitor.chat) and self.rates.allows(rates.SAY_ADDRESS, address)):
            return self._refused("web_slow_down", 429)
        form = await self._form(request)
        if form is None:
            return self._refused("web_refused", 400)
        told: list[Answer | None] = []
        try:
            steps = await self._steps(visitor, form, told)
            if steps is None:
                return self._refused("web_slow_down", 429)
            if steps and (start := self._link(_text(form, "start"))):
                steps = [self._seen(visitor, f"/start {start}", f"{START} {_text(form, 'message')[:80]}"), *steps]
            if fresh:
                steps = [self._seen(visitor, "/start", OPENING), *steps]
            if steps:
                await self.turns.commit(visitor.chat, steps)
        except (StoreUnavailable, LaneFull):
            return self._refused("web_busy", 503)
        answers = [answer for answer in told if answer is not None]
        forgotten = any(isinstance(one, ForgetEverything) for answer in answers for one in answer.turn.effects)
        toast = next((answer.turn.toast for answer in answers if answer.turn.toast), "")
        response = self._done(request, {"ok": True, "toast": toast, "forgotten": forgotten})
        return self._known(response, visitor)

    def _seen(self, visitor: Visitor, command: str, message: str) -> TurnStep:
        """What the visitor has seen before they said anything: from now on it is part of the talk."""
        return self.turns.step(_source(visitor, message), _place(visitor), Said(command))

    async def _steps(self, visitor: Visitor, form: FormData, told: list[Answer | None]) -> list[TurnStep] | None:
        """The turns that a form asks for; None where it sends more files than it may."""
        message = _text(form, "message")[:80] or uuid.uuid4().hex
        text = _text(form, "text").replace("\r\n", "\n").strip()
        files = [one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename][:MOST_FILES]
        steps: list[TurnStep] = []
        if len(text) > LONGEST_TEXT and not files:
            steps.append(await self._document(visitor, PASTED, text.encode(errors="replace"), "", message, told))
        for place, file in enumerate(files):
            if not self.rates.allows(rates.FILE_VISITOR, visitor.chat):
                return None
            caption = text[:LONGEST_TEXT] if place == 0 else ""
            name = (file.filename or "")[:LONGEST_NAME]
            content = await file.read()
            steps.append(await self._document(visitor, name, content, caption, f"{message}.{place}", told))
        if not steps and (found := _event(form, text, self._words)) is not None:
            event, shown = found
            mine = [] if shown is None else [said(shown, message)]
            steps.append(self._step(visitor, event, message, mine, told))
        return steps

    def _step(
        self, visitor: Visitor, event: Event, message: str, mine: Sequence[Outgoing], told: list[Answer | None]
    ) -> TurnStep:
        return self.turns.step(_source(visitor, message), _place(visitor), event, told.append, mine)

    async def _document(
        self, visitor: Visitor, name: str, content: bytes, caption: str, message: str, told: list[Answer | None]
    ) -> TurnStep:
        number = await self.store.keep_upload(visitor.chat, content, int(time.time()))
        file = f"{UPLOADED}{number}"

        def then(answer: Answer | None) -> None:
            told.append(answer)
            effects = answer.turn.effects if answer is not None else ()
            if not any(isinstance(one, ReadDocument) and one.file == file for one in effects):
                self._later(self.store.drop_upload(number))

        event = DocumentSent(file, name, len(content), caption=caption)
        mine = [said(caption, message, file=name)]
        return self.turns.step(_source(visitor, message), _place(visitor), event, then, mine)

    def _later(self, work: Awaitable[None]) -> None:
        async def do() -> None:
            try:
                await work
            except StoreUnavailable:
                log.warning("store_unavailable", while_doing="upload")  # the purge takes it
            except Exception as error:
                log_failure(log, "upload_not_dropped", error)

        task = asyncio.get_running_loop().create_task(do())
        self.later.add(task)
        task.add_done_callback(self.later.discard)

    async def keep(self, request: Request) -> Response:
        """Keep the talk for longer than a day, or no longer."""
        visitor, form = self._visitor(request), await self._form(request)
        if visitor is None or form is None or visitor.in_app:
            return self._refused("web_refused", 400)
        visitor = Visitor(visitor.chat, _text(form, "kept") == "yes")
        try:
            await self.store.remember(visitor.chat, visitor.kept)
        except StoreUnavailable:
            return self._refused("web_busy", 503)
        return self._known(self._done(request, {"ok": True}), visitor)

    # --- the app inside Telegram

    async def open_app(self, request: Request) -> Response:
        """Who opened the app, by what Telegram signed: from then on it shows that person's private chat."""
        if not self.rates.allows(rates.OPEN_ADDRESS, address_of(request)):
            return self._refused("web_slow_down", 429)
        form = await self._form(request)
        init_data = _text(form, "init_data") if form is not None else ""
        try:
            visitor = Visitor(person(init_data, self.options.token, time.time()))
        except TooOld:
            return self._refused("web_app_old", 403)
        except Forged:
            return self._refused("web_app_forged", 403)
        try:
            step = self.turns.step(_source(visitor, f"open {init_data}"), _place(visitor), Said("/start"))
            await self.turns.commit(visitor.chat, [step])
        except (StoreUnavailable, LaneFull):
            return self._refused("web_busy", 503)
        return JSONResponse({"visit": self.visitors.token(visitor)})

    async def leave_app(self, request: Request) -> Response:
        """Say in the chat where things stand, since something was changed in the app."""
        form = await self._form(request)
        visitor = self.visitors.read(_text(form, "visit")) if form is not None else None
        if form is None or visitor is None or not visitor.in_app:
            return self._refused("web_refused", 400)
        if not self.rates.allows(rates.SAY_VISITOR, visitor.chat):
            return self._refused("web_slow_down", 429)
        source = _source(visitor, f"leave {_text(form, 'message')[:80]}")
        try:
            await self.turns.commit(visitor.chat, [self.turns.step(source, Place(visitor.chat), Said("/start"))])
        except (StoreUnavailable, LaneFull):
            return self._refused("web_busy", 503)
        return JSONResponse({"ok": True})

    # --- parts

    def _visitor(self, request: Request) -> Visitor | None:
        shown = request.headers.get("x-visit")
        visitor = self.visitors.read(shown or request.cookies.get(COOKIE))
        # A Telegram chat is shown to who proved to be its owner to this very view, never to a cookie.
        return None if visitor is not None and visitor.in_app and not shown else visitor

    async def _session(self, visitor: Visitor) -> Session:
        kept = await self.store.session(visitor.chat)
        try:
            return Session.loads(kept) if kept else Session()
        except UnreadableSession:
            return Session()  # the next turn says so

    def _state(self, session: Session) -> State:
        return State(self.dialogue.domain, session, self.today_of(session))

    def _words(self, name: str, /, **values: Any) -> str:
        found: Text = self.dialogue.domain.library.messages[name]
        return found.plain(values)

    def _welcome(self) -> Sequence[Shown]:
        """The first screen, as the first turn of a new talk would show it."""
        session = Session()
        turn = self.dialogue.step(session, Said("/start"), self.today_of(session))
        shown = [message for screen in turn.screens for message in render(screen, Place(0))]
        return [Shown(0, message.payload) for message in shown]

    def _link(self, start: str) -> str:
        """`start`, if it is what a link may open here; else nothing."""
        known = len(start) <= LONGEST_LINK and (is_meant(start) or linked(self._state(Session()), start) is not None)
        return start if known else ""

    def _opened(self, start: str) -> Sequence[Shown]:
        """What a link (`/?start=pro-rata`) opens, as a message that is kept once the visitor says something.

        A flow is only offered: looking at a page begins nothing.
        """
        if not self._link(start):
            return ()
        state, link = self._state(Session()), linked(self._state(Session()), start)
        if link is not None and link.kind is LinkKind.FLOW:
            text = self.dialogue.domain.message("web_opened", title=self.dialogue.domain.title(link.id))
            screens: Sequence[Screen] = (Screen(text, ((flow_button(state, link.id),),)),)
        else:
            screens = self.dialogue.step(state.session, Said(f"/start {start}"), state.today).screens
        return [Shown(0, message.payload) for screen in screens for message in render(screen, Place(0))]

    def _html(self, row: Shown, visitor: Visitor) -> str:
        return html_of(row, self._words, lambda number, name: self._paper_address(visitor, number, name))

    def _paper_address(self, visitor: Visitor, number: int, name: str) -> str:
        seal = self.visitors.seal("paper", visitor.chat, number)
        return f"/papers/{number}/{quote(name, safe='')}?c={visitor.chat}&k={seal}"

    def _figures(self, session: Session, typed: Mapping[str, str]) -> tuple[Any, dict[str, Any]]:
        return calculator.figures(self._state(session), typed, self._words)

    def _case_values(self, session: Session, visitor: Visitor | None) -> dict[str, Any]:
        return {
            "view": overview(self._state(session)),
            "visitor": visitor,
            "days": self.visitors.days,
            **self._common(),
        }

    def _common(self) -> dict[str, Any]:
        return {"words": self._words, "message": uuid.uuid4().hex, "assets": self.assets.versions}

    def _page(
        self,
        request: Request,
        kind: str,
        session: Session,
        rows: Sequence[Shown],
        visitor: Visitor | None,
        typed: Mapping[str, str] | None = None,
    ) -> Response:
        state = self._state(session)
        given = typed if typed is not None else typed_from(state)
        room, figures = self._figures(session, given)
        known = visitor or Visitor(0)
        values = {
            **self._case_values(session, visitor),
            "kind": kind,
            "log": log_html(rows, self._words, lambda number, name: self._paper_address(known, number, name)),
            "last": max((row.id for row in rows), default=0),
            "start": self._link(request.query_params.get("start", "")),
            "bot": self.options.bot,
            "figures": figures,
            "bars": {part["name"]: part for part in figures["parts"]},
            "fields": calculator.fields(given, room, self._words),
            "years": calculator.years(),
            "year": given.get("tax_year") or str(room.year),
            "catch_up": calculator.catch_up_options(state),
            "catch_up_chosen": given.get("plan_catch_up", ""),
            "asks": room.asks,
            "open_more": any(given.get(name) for name, _, first in calculator.FIELDS if not first),
            "origin": self.options.url or f"{request.url.scheme}://{request.url.netloc}",
        }
        return HTMLResponse(self.assets.page(values))

    async def _form(self, request: Request) -> FormData | None:
        """The fields of a form, kept in memory; None if it is none, or takes too long to come."""
        length = request.headers.get("content-length", "")
        small = length.isascii() and length.isdigit() and int(length) <= LARGEST_FORM
        try:
            async with asyncio.timeout(FORM_SECONDS), nullcontext() if small else self.uploads:
                return await self._parsed(request)
        except TimeoutError:
            return None

    async def _parsed(self, request: Request) -> FormData | None:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            if kind == "application/x-www-form-urlencoded":
                return await FormParser(request.headers, request.stream()).parse()
            if kind == "multipart/form-data":
                return await _InMemory(
                    request.headers, request.stream(), max_files=MOST_FILES, max_fields=40, max_part_size=LARGEST_FORM
                ).parse()
        except (MultiPartException, ValueError, KeyError, ClientDisconnect):
            return None
        return None

    def _known(self, response: Response, visitor: Visitor) -> Response:
        """Let the browser be known again."""
        if not visitor.in_app:
            response.set_cookie(
                COOKIE,
                self.visitors.token(visitor),
                max_age=self.visitors.seconds(visitor),
                path="/",
                secure=self.options.url.startswith("https://"),
                httponly=True,
                samesite="strict",
            )
        return response

    def _done(self, request: Request, told: Mapping[str, Any]) -> Response:
        return JSONResponse(told) if _wants_json(request) else RedirectResponse("/#latest", 303)

    def _refused(self, message: str, status: int) -> Response:
        headers = {"retry-after": "1"} if status in (429, 503) else None
        if status == 503:
            self.metrics.busy.labels("page").inc()
        return JSONResponse({"error": self._words(message)}, status, headers)

    def _trouble(self, message: str, status: int) -> Response:
        return HTMLResponse(self.assets.trouble({**self._common(), "problem": self._words(message)}), status)


class _InMemory(MultiPartParser):
    """Keeps files in memory, since what people send is never written to a disk but the database's."""

    spool_max_size = LARGEST_UPLOAD


def _event(form: FormData, text: str, words: Words) -> tuple[Event, str | None] | None:
    """What a form without files means, and what is shown as said; None if it says nothing."""
    if press := _text(form, "press")[:LONGEST_PRESS]:
        payload, _, label = press.partition("|")
        return Pressed(payload), label or None
    if opened := _text(form, "open")[:LONGEST_PRESS]:
        name, _, label = opened.partition("|")
        return Said(f"/start {name}"), label or name
    if command := _text(form, "command")[:LONGEST_PRESS]:
        return Said(command), command
    if _text(form, "use"):
        typed = calculator.typed_fields(form)
        told = "\n".join(f"{words(f'web_room_{name}')}: {value}" for name, value in typed.items() if value.strip())
        return Figured(typed), told or None
    return (Said(text), text) if text else None


def _text(form: FormData, name: str) -> str:
    """A field of a form, without what no database takes."""
    found = form.get(name)
    if not isinstance(found, str):
        return ""
    return found.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _place(visitor: Visitor) -> Place:
    return Place(visitor.chat, page=True)


def _source(visitor: Visitor, message: str) -> FromUpdate:
    """Each message of a visitor is taken once; a chat's number is no bot's, so that updates never meet."""
    return FromUpdate(visitor.chat, number_of(message))


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
