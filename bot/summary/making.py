"""Makes documents: JSON at once, PDF in a process of its own, since it takes long."""

import csv
import io
import json
import re
from functools import cache

from bot.side_process import SideProcess
from bot.summary.contents import BadPaper, Summary, Table, read, read_table
from flows.screens import Attachment

SECONDS = 60
FORMULAS = "=+-@\t\r"  # with which a spreadsheet takes a cell for a formula
NUMBER = re.compile(r"-?[\d.,]+")
KINDS = ("summary_pdf", "summary_json", "ledger_csv")


class PaperMaker:
    """Makes documents with the help of `process`."""

    def __init__(self, process: SideProcess | None = None) -> None:
        self.process = process or SideProcess("bot.summary.pdf:summary_pdf", SECONDS)

    async def make(self, attachment: Attachment) -> bytes:
        """The document's bytes. Raises BadPaper for an unknown kind or unfit data, SideProcessFailed otherwise."""
        if attachment.kind not in KINDS:
            raise BadPaper(f"no paper is called {attachment.kind!r}; there are {', '.join(KINDS)}")
        if attachment.kind == "ledger_csv":
            return table_csv(read_table(attachment.kind, attachment.data))
        summary = read(attachment.kind, attachment.data)
        if attachment.kind == "summary_json":
            return summary_json(summary)
        return await self.process.do(summary.model_dump(mode="json", exclude={"raw"}))


def table_csv(table: Table) -> bytes:
    """The table as comma-separated values that a spreadsheet opens; no cell of it is taken for a formula."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in table.rows)
    return ("\ufeff" + out.getvalue()).encode(errors="replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in tuple(FORMULAS) and not NUMBER.fullmatch(cell) else cell


def summary_json(summary: Summary) -> bytes:
    """The summary for programs: what was told and computed under `data`, with its date and the disclaimer."""
    whole = {
        "title": summary.title,
        "made_on": summary.made_on.isoformat(),
        "tax_year": summary.tax_year,
        "disclaimer": summary.disclaimer,
        "data": dict(summary.raw),
    }
    return (json.dumps(whole, indent=2, ensure_ascii=False) + "\n").encode(errors="replace")


@cache
def paper_maker() -> PaperMaker:
    """The maker of this program."""
    return PaperMaker()


async def make(attachment: Attachment) -> bytes:
    """The document that `attachment` describes. Raises BadPaper for an unknown kind or unfit data."""
    return await paper_maker().make(attachment)
