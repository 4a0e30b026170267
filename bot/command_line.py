"""The command line: each command reads arguments, or JSON lines with `--jsonl`, and answers on standard output.

Heavy parts are imported by the command that needs them, so that a calculation does not wait for Telegram.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from bot.wrong_settings import WrongSettings
from content.findings import ContentError

Json = dict[str, Any]
Answer = Callable[[Any], Json]
COMMAND = "mega-backdoor-roth"
_ABOUT = (
    "The mega backdoor Roth as a bot and as commands. COMMAND --help says what a command takes. Calculations answer in "
    "JSON; with --jsonl they read one JSON object on each line of standard input and answer each on a line."
)
FAILED, WRONG_USAGE = 1, 2
FORMULAS_KEPT = 1000
# Each calculation with what it says of itself in the list of commands.
CALCULATIONS = {
    "paychecks": "work out what to take from each paycheck that is left",
    "conversion": "work out what a conversion of after-tax money to Roth adds to income",
    "waiting": "compare the tax by how often after-tax money is converted",
    "projection": "show what deposits may grow to; arithmetic, not a forecast",
    "both": "work out the mega and the regular backdoor, for one person or a couple",
    "withdrawal": "work out the tax on a withdrawal of Roth money, and the early distribution tax",
    "form_1099_r": "check Forms 1099-R against what was contributed and converted",
    "movements": "add up a year from a dated list: room, basis, Forms 1099-R, lines of the return",
}


def main(arguments: Sequence[str]) -> int:
    """Runs one command; returns the exit status: 0, 1 where something failed, 2 for wrong usage."""
    options = _parser(arguments).parse_args(arguments)
    try:
        status: int = options.do(options)
    except ContentError as error:
        for finding in error.findings:
            print(f"content/en/{finding}", file=sys.stderr)
        return FAILED
    except WrongSettings as error:
        print(error, file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        return FAILED
    return status


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--as-of", type=_day, default=argparse.SUPPRESS, metavar="DATE", help="take this day as today, as in 2026-11-24"
    )
    common.add_argument(
        "--year", type=int, default=argparse.SUPPRESS, help="the tax year, unless the input names one, as in 2026"
    )
    parser = argparse.ArgumentParser(prog=_name(), description=_ABOUT, parents=[common])
    parser.add_argument("--version", action=Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, do: Callable[[argparse.Namespace], int], help: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[common], help=help, description=help)
        made.set_defaults(do=do)
        return made

    for name, do, help_text in (
        ("run", _run, "run the bot on Telegram; with no token set, in the terminal and as a web page on this machine"),
        ("web", _web, "serve only the web page"),
    ):
        command(name, do, help_text)
    chat = command("chat", _chat, "talk in the terminal; from a pipe, each line is one message")
    chat.add_argument("--json", action="store_true", help="print each reply as one JSON object")
    ask = command("ask", _ask, "look a question up: the article that answers it, its score and the nearest others")
    ask.add_argument("question", nargs="?", help='the question, as in "do my IRAs count?"; with --jsonl: {"q": "..."}')
    understand = command("understand", _understand, "show how an answer to one question is read")
    understand.add_argument("slot", nargs="?", help="what is asked for, as in pay")
    understand.add_argument(
        "text", nargs="?", help='the answer, as in "95k a year"; with --jsonl: {"slot": "pay", "text": "95k"}'
    )
    calculator = command("capacity", _capacity, "work out the after-tax room for a year")
    if "capacity" in arguments:  # its options come with the core, for which the other commands need not wait
        _add_capacity(calculator)
    for name, help_text in CALCULATIONS.items():
        calculation = command(name.replace("_", "-"), _calculation, help_text)
        calculation.add_argument("input", nargs="?", help="a JSON object; see the example below")
        calculation.set_defaults(calculation=name)
        if name.replace("_", "-") in arguments:
            calculation.formatter_class = argparse.RawDescriptionHelpFormatter
            calculation.epilog = import_module(f"bot.commands.{name}").HELP
        _add_jsonl(calculation)
    _add_employers(
        command(
            "employers",
            _employers,
            "work out the deferral limit across several employers, and the after-tax room at each",
        ),
        arguments,
    )
    for made in (ask, understand):
        _add_jsonl(made)
    plan = command(
        "plan", _plan, "find what plan documents say about after-tax money and the ways to Roth, with the page"
    )
    plan.add_argument(
        "files", nargs="*", help="PDF, Word (.docx), HTML, mail or text files; none, or -, for standard input"
    )
    plan.add_argument("--json", action="store_true", help="print one JSON object for each file")
    limits = command(
        "limits", _limits, "print the limits of a year with their sources, or what changed between two years"
    )
    limits.add_argument("--compare", nargs=2, type=int, metavar="YEAR", help="what changed, as in 2025 2026")
    limits.add_argument(
        "draft", nargs="*", metavar="draft FILE", help="draft the file of a year from the text of the IRS notice"
    )
    _add_jsonl(limits)
    made = command("new", _new, "lay out the files of an article, a provider, a tax year or a flow")
    made.add_argument("kind", choices=("article", "provider", "year", "flow"))
    made.add_argument("name", help="its id, as in lost-checks; of a year, the year, as in 2027")
    command("check", _check, "check content, flows and limits; print what is wrong, with file and line")
    command("flows", _flows, "draw the flows, as Mermaid text")
    command("policy", _policy, "print the rules by which the dialogue decides, in order")
    site = command("site", _site, "write the library as a static site")
    site.add_argument("folder", type=Path, help="where to write it")
    site.add_argument("--address", default="", metavar="URL", help="the address the site will have, for its sitemap")
    site.add_argument("--bot", default="", metavar="NAME", help="the bot's name on Telegram, for links to it")
    site.add_argument("--page", default="", metavar="URL", help="the bot's web page, for links to it")
    command(
        "unanswered",
        _unanswered,
        "print the questions that had no answer, most frequent first; kept where KEEP_UNANSWERED is on",
    )
    command(
        "mcp", _mcp, "offer the calculations and the library to an assistant as tools, on standard input and output"
    )
    command("migrate", _migrate, "bring the schema of the database up to date")
    return parser


class Version(argparse.Action):
    """Says the version and ends; it is looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from bot.version import program_version

        print(f"mega-backdoor-roth {program_version()}")
        parser.exit()


def _name() -> str:
    """What the program is called by whoever calls it."""
    called = Path(sys.argv[0]).stem if sys.argv else ""
    return called if called == COMMAND else "python -m bot"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-11-24") from None


def _add_jsonl(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jsonl", action="store_true", help="read JSON objects from standard input, one on each line")


def _add_capacity(parser: argparse.ArgumentParser) -> None:
    from bot.commands import capacity

    capacity.add_arguments(parser)
    _add_jsonl(parser)


def _add_employers(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
    if "employers" not in arguments:  # as with the calculator's
        return
    from bot.commands import employers

    employers.add_arguments(parser)
    _add_jsonl(parser)


def _today(options: argparse.Namespace) -> date:
    from bot.settings import load_settings

    given: date | None = getattr(options, "as_of", None)
    settings = load_settings()
    return given if given is not None else settings.today


def _year(options: argparse.Namespace) -> int:
    from flows.figures import current_year

    given: int | None = getattr(options, "year", None)
    return given if given is not None else current_year(_today(options))


def json_lines(lines: TextIO) -> Iterator[tuple[Any, Json | None]]:
    """Each line as a value, or the error to be answered instead."""
    for line in lines:
        if not line.strip():
            continue
        try:
            yield json.loads(line), None
        except (json.JSONDecodeError, RecursionError) as error:
            yield None, {"error": {"field": "", "message": f"this line is not JSON: {error}"}}


def answer_all(answer: Answer, options: argparse.Namespace, single: Callable[[], Any]) -> int:
    """Answers every line with `--jsonl`, else the one input of the arguments; 1 if any of them was refused."""
    failed = False
    inputs = json_lines(sys.stdin) if options.jsonl else iter([(single(), None)])
    for value, refused in inputs:
        reply = refused if refused is not None else answer(value)
        failed = failed or "error" in reply
        print(json.dumps(reply, ensure_ascii=False))
    return FAILED if failed else 0


def _run(options: argparse.Namespace) -> int:
    from bot.commands.run import run

    return run(getattr(options, "as_of", None))


def _web(options: argparse.Namespace) -> int:
    from bot.commands.web import web

    return web(getattr(options, "as_of", None))


def _chat(options: argparse.Namespace) -> int:
    from bot.commands.chat import chat

    return chat(_today(options), as_json=options.json)


def _ask(options: argparse.Namespace) -> int:
    from bot.app import search

    def answer(raw: Any) -> Json:
        question = raw.get("q") if isinstance(raw, dict) else raw
        if not isinstance(question, str):
            return {"error": {"field": "q", "message": 'q must be the question, for example {"q": "rmd?"}'}}
        found = search().find(question)
        alternatives = [{"id": hit.id, "score": round(hit.score, 4)} for hit in found.alternatives]
        return {"q": question, "answer": found.answer, "score": round(found.score, 4), "alternatives": alternatives}

    if not options.jsonl and options.question is None:
        return _usage("ask needs a question, or --jsonl")
    return answer_all(answer, options, lambda: {"q": options.question})


def _understand(options: argparse.Namespace) -> int:
    from bot.commands import understand

    today = _today(options)

    def answer(raw: Any) -> Json:
        told = raw if isinstance(raw, dict) else {}
        slot, text = told.get("slot", options.slot), told.get("text")
        if not isinstance(slot, str) or not isinstance(text, str):
            return {
                "error": {"field": "text", "message": 'slot and text are wanted, as in {"slot": "pay", "text": "95k"}'}
            }
        told_year, known = told.get("tax_year"), told.get("known")
        return understand.answer(
            slot,
            text,
            today,
            year=told_year if isinstance(told_year, int) else getattr(options, "year", None),
            known=known if isinstance(known, dict) else None,
        )

    if not options.jsonl and (options.slot is None or options.text is None):
        return _usage("understand needs a slot and a text, or --jsonl")
    return answer_all(answer, options, lambda: {"slot": options.slot, "text": options.text})


def _capacity(options: argparse.Namespace) -> int:
    from bot.commands import capacity
    from bot.commands.understand import match_formula

    year, today = _year(options), _today(options)
    # A file of many people has few formulas.
    read_match = lru_cache(maxsize=FORMULAS_KEPT)(lambda text: match_formula(text, today))
    return answer_all(
        lambda raw: capacity.answer(raw, year, read_match, today), options, lambda: capacity.raw_from(options)
    )


def _employers(options: argparse.Namespace) -> int:
    from bot.commands import employers

    year, today = _year(options), _today(options)
    return answer_all(lambda raw: employers.answer(raw, year, today), options, lambda: employers.raw_from(options))


def _calculation(options: argparse.Namespace) -> int:
    module = import_module(f"bot.commands.{options.calculation}")
    today, year = _today(options), _year(options)
    if not options.jsonl and options.input is None:
        return _usage(f"{options.command} needs a JSON object, or --jsonl. {module.HELP}")

    def answer(raw: Any) -> Json:
        if isinstance(raw, str):
            try:
                raw = json.loads(raw)
            except json.JSONDecodeError as error:
                return {"error": {"field": "", "message": f"the input is not JSON: {error}"}}
        reply: Json = module.answer(raw, today, year)
        return reply

    return answer_all(answer, options, lambda: options.input)


def _plan(options: argparse.Namespace) -> int:
    from bot.commands import plan

    return plan.run(options.files, sys.stdin.buffer, sys.stdout, as_json=options.json, today=_today(options))


def _limits(options: argparse.Namespace) -> int:
    from bot.commands import limits

    if options.draft:
        return _limits_draft(options.draft)
    year = _year(options)
    return answer_all(lambda raw: limits.answer(raw, year), options, lambda: limits.raw_from(options))


def _limits_draft(words: Sequence[str]) -> int:
    from bot.commands.limits_draft import draft

    if len(words) != 2 or words[0] != "draft":
        return _usage("limits draft needs one file, the text of the yearly notice")
    try:
        text = Path(words[1]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return _usage(f"{words[1]} cannot be read: {error}")
    print(draft(text), end="")
    return 0


def _new(options: argparse.Namespace) -> int:
    from bot.commands.new import new

    return new(options.kind, options.name, sys.stdout)


def _check(options: argparse.Namespace) -> int:
    from bot.commands.check import check

    return check(_today(options), sys.stdout)


def _flows(options: argparse.Namespace) -> int:
    del options
    from bot.commands.flows import drawings

    print(drawings(), end="")
    return 0


def _policy(options: argparse.Namespace) -> int:
    del options
    from bot.commands.policy import table

    print(table(), end="")
    return 0


def _site(options: argparse.Namespace) -> int:
    from bot.commands.site import site
    from bot.site import Site

    where = Site(options.address.rstrip("/"), options.bot.lstrip("@"), options.page.rstrip("/"))
    return site(options.folder, _today(options), where, sys.stdout)


def _unanswered(options: argparse.Namespace) -> int:
    del options
    from bot.commands.unanswered import unanswered

    return unanswered(sys.stdout)


def _migrate(options: argparse.Namespace) -> int:
    del options
    from bot.commands.migrate import migrate_database

    return migrate_database(sys.stdout)


def _mcp(options: argparse.Namespace) -> int:
    try:
        import anyio

        from bot.mcp_server import serve
    except ModuleNotFoundError as error:
        if error.name != "mcp":
            raise
        print("mcp needs the extra of that name: pip install 'mega-backdoor-roth-bot[mcp]'", file=sys.stderr)
        return FAILED
    anyio.run(serve, lambda: _today(options))
    return 0


def _usage(problem: str) -> int:
    print(f"{_name()}: {problem}", file=sys.stderr)
    return WRONG_USAGE
