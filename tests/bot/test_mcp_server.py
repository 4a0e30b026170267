"""What an assistant gets over MCP: the figures and refusals of the command line, each with its year."""

import json
import sys
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp import ClientSession, StdioServerParameters, stdio_client

from bot.mcp_server import LONGEST_PLAN, call, tools

TODAY = date(2026, 11, 28)


def told(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    return call(tools(lambda: TODAY), name, arguments)


def test_the_room_comes_with_its_lines_its_year_and_the_disclaimer() -> None:
    answer = told("capacity", {"age": 42, "pay": 400000, "deferral": "max", "match": "50% up to 4%"})

    assert answer["after_tax_room"] == 40300
    assert answer["tax_year"] == 2026
    assert answer["lines"]
    assert "Tax year 2026" in answer["disclaimer"]


REFUSED = {
    "a formula that is not understood": ("capacity", {"age": 42, "pay": 1000, "match": "ask my boss"}, "match"),
    "a year that is not loaded": ("limits", {"tax_year": 2031}, "tax_year"),
    "a calculation without its figures": ("paychecks", {}, None),
    "a plan that is no list of pages": ("plan", {"pages": "after-tax"}, "pages"),
    "a plan without end": ("plan", {"pages": ["a" * (LONGEST_PLAN + 1)]}, "pages"),
    "an article that is not there": ("article", {"id": "../secrets"}, "id"),
    "an article of a year that is not loaded": ("article", {"id": "pro-rata", "tax_year": 1999}, "tax_year"),
    "an empty question": ("ask", {"question": " "}, "question"),
    "a tool that is not there": ("transfer_money", {}, ""),
}


@pytest.mark.parametrize(("name", "arguments", "field"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_answered_is_refused_without_a_figure(
    name: str, arguments: dict[str, Any], field: str | None
) -> None:
    answer = told(name, arguments)

    assert set(answer) == {"error"}
    assert answer["error"]["message"]
    assert field is None or answer["error"]["field"] == field


def test_a_question_about_something_else_gets_no_answer() -> None:
    assert told("ask", {"question": "how do I bake bread"})["answer"] is None


def test_a_question_is_answered_with_the_text_of_its_article() -> None:
    answer = told("ask", {"question": "does my IRA count for pro-rata"})

    assert answer["answer"] == "pro-rata"
    assert answer["text"].startswith("Your IRAs do not count.")


def test_the_plan_is_read_with_the_words_that_decide() -> None:
    answer = told("plan", {"pages": ["You may make after-tax contributions of up to 8% of your pay."]})

    assert (answer["after_tax"], answer["in_plan_conversion"]) == ("yes", "not_stated")
    assert "after-tax contributions" in answer["evidence"]["after_tax"]["quote"]


def test_every_schema_is_one() -> None:
    for tool in tools(lambda: TODAY).values():
        Draft202012Validator.check_schema(tool.schema)


async def test_an_assistant_lists_the_tools_and_calls_one_over_standard_input() -> None:
    parameters = StdioServerParameters(command=sys.executable, args=["-m", "bot", "--as-of", "2026-11-28", "mcp"])
    async with stdio_client(parameters) as streams, ClientSession(*streams) as session:
        await session.initialize()
        names = {tool.name for tool in (await session.list_tools()).tools}
        answer = await session.call_tool("conversion", {"value": 10600, "basis": 10000, "amount": "max"})

    assert {"capacity", "movements", "limits", "plan", "ask", "article"} <= names
    assert not answer.isError
    assert answer.structuredContent
    assert answer.structuredContent["taxable"] == 600
    assert json.loads(answer.content[0].text) == answer.structuredContent  # type: ignore[union-attr]
