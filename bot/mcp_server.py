"""The calculations, the limits, the plan reader and the library as an MCP server, for assistants to call.

What an assistant gets is what the command line gives: the same figures, the same refusals, each with its tax year.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any, Final

import anyio
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from bot.app import library, plans, search
from bot.command_line import CALCULATIONS
from bot.commands import capacity, employers, limits, plan
from bot.commands.output import Json, refusal
from bot.commands.understand import match_formula
from bot.plain_text import plain_text
from bot.version import program_version
from content.citations import cited
from core.capacity_input import CapacityInput
from core.limits import LimitsNotPublished, limits_for
from flows.figures import current_year, text_values

NAME: Final = "mega-backdoor-roth"
LONGEST_PLAN: Final = 400_000  # characters of a plan document in one call
LONGEST_QUESTION: Final = 1000
LONGEST_INPUT: Final = 100_000  # characters of the arguments of a calculation, as JSON
INSTRUCTIONS: Final = (
    "Figures, rules and plan documents for the mega backdoor Roth (after-tax 401(k) contributions converted to Roth). "
    "Every figure belongs to the tax year that its result names. Where a result holds an error, tell its message "
    "instead of a figure of your own. Pass the disclaimer on."
)
_OBJECT: Final[Json] = {"type": "object"}


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: what an assistant reads of it, and what answers its arguments."""

    about: str
    schema: Json
    answer: Callable[[Json], Json]


def server(today: Callable[[], date]) -> Server[Any, Any]:
    """The server with all its tools; `today` tells the day of each call."""
    made: Server[Any, Any] = Server(NAME, version=program_version(), instructions=INSTRUCTIONS)
    offered = tools(today)

    @made.list_tools()  # type: ignore[no-untyped-call, untyped-decorator]
    async def list_tools() -> list[types.Tool]:
        return [types.Tool(name=name, description=one.about, inputSchema=one.schema) for name, one in offered.items()]

    @made.call_tool(validate_input=False)  # type: ignore[untyped-decorator]  # our own refusals say what is wanted
    async def call_tool(name: str, arguments: dict[str, Any]) -> types.CallToolResult:
        # Off the loop: a long document may take seconds, and the client may ask for something else meanwhile.
        told = await anyio.to_thread.run_sync(lambda: call(offered, name, arguments))
        text = types.TextContent(type="text", text=json.dumps(told, ensure_ascii=False))
        return types.CallToolResult(content=[text], structuredContent=told, isError="error" in told)

    return made


async def serve(today: Callable[[], date]) -> None:
    """Serves one client on standard input and output, until it goes."""
    made = server(today)
    async with stdio_server() as (incoming, outgoing):
        await made.run(incoming, outgoing, made.create_initialization_options())


def call(offered: Mapping[str, Tool], name: str, arguments: Json) -> Json:
    """What the tool `name` answers; {"error": …} for one that is not there and for arguments that are too long."""
    if name not in offered:
        return refusal("", f"there is no tool {name}; there are {', '.join(offered)}")
    if name != "plan" and len(json.dumps(arguments)) > LONGEST_INPUT:
        return refusal("", f"the input is longer than {LONGEST_INPUT:,} characters")
    return offered[name].answer(arguments)


def tools(today: Callable[[], date]) -> dict[str, Tool]:
    """Every tool by its name."""

    def year() -> int:
        return current_year(today())

    def with_disclaimer(answer: Callable[[Json], Json]) -> Callable[[Json], Json]:
        def answered(arguments: Json) -> Json:
            told = answer(arguments)
            return told if "error" in told else {**told, "disclaimer": _disclaimer(told.get("tax_year", year()))}

        return answered

    offered = {
        "capacity": Tool(
            "The after-tax room of a year in one 401(k) plan, with the lines that lead to it.",
            _capacity_schema(),
            lambda raw: capacity.answer(raw, year(), lambda text: match_formula(text, today()), today()),
        ),
        "employers": Tool(
            "One deferral limit across several employers, and the room at each.",
            _OBJECT,
            lambda raw: employers.answer(raw, year(), today()),
        ),
        **{name: _calculation(name, today, year) for name in CALCULATIONS},
        "limits": Tool(
            "The limits of a tax year with their sources, or what changed between two.",
            limits.LimitsInput.model_json_schema(),
            lambda raw: limits.answer(raw, year()),
        ),
        "plan": Tool(
            "What the text of a plan document says about after-tax contributions, in-plan conversions, in-service "
            "distributions and automatic conversion, each with the words that decide.",
            _schema(pages={"type": "array", "items": {"type": "string"}, "description": "the text, page by page"}),
            lambda raw: _plan(raw, today()),
        ),
        "ask": Tool(
            "The library's answer to a question on the mega backdoor Roth, or none where it does not know one.",
            _schema(question={"type": "string"}),
            lambda raw: _ask(raw, year()),
        ),
        "article": Tool(
            "An article of the library with its sources; its id comes from `ask`.",
            _schema(id={"type": "string"}, tax_year={"type": ["integer", "null"]}),
            lambda raw: _article(raw, year()),
        ),
    }
    return {name: Tool(one.about, one.schema, with_disclaimer(one.answer)) for name, one in offered.items()}


def _capacity_schema() -> Json:
    schema = CapacityInput.model_json_schema()
    in_words = {"type": "string", "description": 'the match in words, for example "50% up to 6%"'}
    schema["properties"]["match"] = {"anyOf": [in_words, schema["properties"]["match"]]}
    return schema


def _calculation(name: str, today: Callable[[], date], year: Callable[[], int]) -> Tool:
    module = import_module(f"bot.commands.{name}")
    return Tool(module.HELP, _OBJECT, lambda raw: module.answer(raw, today(), year()))


def _plan(raw: Json, today: date) -> Json:
    pages = raw.get("pages")
    if not isinstance(pages, list) or not pages or not all(isinstance(page, str) for page in pages):
        return refusal("pages", 'pages must be the text of the document, for example {"pages": ["You may …"]}')
    if sum(map(len, pages)) > LONGEST_PLAN:
        return refusal("pages", f"more than {LONGEST_PLAN:,} characters; send the chapters on contributions alone")
    return plan.told("", plans().read(pages, today))


def _ask(raw: Json, year: int) -> Json:
    question = raw.get("question")
    if not isinstance(question, str) or not question.strip() or len(question) > LONGEST_QUESTION:
        return refusal("question", f"question must be one of at most {LONGEST_QUESTION:,} characters")
    found = search().find(question)
    others = [{"id": hit.id, "title": library().articles[hit.id].title} for hit in found.alternatives]
    if found.answer is None:
        return {"answer": None, "alternatives": others}
    short = plain_text(library().article_short(found.answer, text_values(year)))
    return {"answer": found.answer, "text": short, "tax_year": year, "alternatives": others}


def _article(raw: Json, year: int) -> Json:
    wanted, asked = raw.get("id"), raw.get("tax_year") or year
    article = library().articles.get(wanted) if isinstance(wanted, str) else None
    if article is None:
        return refusal("id", "there is no article of this id; ask gives the ids")
    try:
        limits_for(asked if isinstance(asked, int) else 0)
    except LimitsNotPublished as error:
        return refusal("tax_year", str(error))
    values = text_values(asked)
    return {
        "id": article.id,
        "title": article.title,
        "tax_year": asked,
        "text": plain_text(library().article_html(article.id, values)),
        "sources": [
            {"title": one.title, "checked": one.checked and one.checked.isoformat(), "url": one.url}
            for one in cited(article.front.sources, values)
        ],
    }


def _disclaimer(year: int) -> str:
    text: str = library().messages["disclaimer"].render({"year": year})
    return plain_text(text)


def _schema(**properties: Json) -> Json:
    needed = [name for name, one in properties.items() if "null" not in one["type"]]
    return {"type": "object", "properties": properties, "required": needed}
