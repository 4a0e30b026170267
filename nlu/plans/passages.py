"""Blocks to passages: each statement of a document, with the words that stand over it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import takewhile

from nlu.plans.abbreviations import Abbreviations
from nlu.plans.blocks import NUMBER, STATUS_AFTER_DASH, Block, Kind, blocks_of, unnumbered
from nlu.plans.boxes import CHECKED, MARK, Boxes, marks, settle
from nlu.plans.chats import with_turns_told
from nlu.plans.examples import begins_example, opens_examples
from nlu.plans.letters import letter_day
from nlu.plans.lines import lines_of
from nlu.plans.names import names_of_after_tax
from nlu.plans.roth import calls_roth_after_tax, with_roth_named
from nlu.plans.sentences import sentences_of
from nlu.plans.tables import (
    cells_of,
    in_rows,
    is_header,
    question_and_answer,
    separate_boxes,
    statements_of,
    with_code_told,
    without_codes,
)
from nlu.plans.vocabulary import AFTER_TAX, ANY_TIME, FEW, HALF_AGE, HARDSHIP, IN_SERVICE, OTHER_MONEY, SEVERANCE, has
from nlu.plans.wording import plain

_SECTION = r"(?:section|article|part)\b|§|\d{1,2}(?:\.\d{1,2})*\.?\s|\d{1,2}/\d{1,2}\s"
_OPENS_LIST = r"[:—-]\W*$|\bfollowing\b[^.]*\.?$|\((?:select|check|choose)[^)]*\)\W*$"
_ASKS = r"\W*(?:q|question)\s?\d*\s*[:.)]"
# What somebody else asked or said, before it is answered: "Is it matched?", "I want more."
_ASKED_IN_MARKS = (
    r"(?:(?:known |common |frequent )?questions?: )?[\"'](?:[^\"]{4,200}\?|(?:i|i'm|i am|my"
    r"|we)\b[^\"]{4,160}[.!]?)[\"'][.?]?"
)
_BARE_YES = r"\W*(?:yes|yep)[.!]"
_LIST = r"([^:]{3,90}): ([^:]+(?:, [^:,]+){2,})"
_CONDITION_OVER_MONEY = r"([^:]{3,90}): ([^:.]{3,120})\.?"
_WHEN = rf"{ANY_TIME}|{HALF_AGE}|{HARDSHIP}|{IN_SERVICE}|{SEVERANCE}"
_MONEY = rf"{AFTER_TAX}|{OTHER_MONEY}|\broth\b|\bcompany\b"
_STATUS = r"\b(?:yes|no|not|none|only)\b"
_TAKEN_OUT = r"\b(?:withdrawals?|distributions?)\b"
_AMOUNT_BELOW = (
    r"(?mi)^([ \t]*(?:[\w-]+ ){0,2}(?:after|post)[- ]tax(?: [\w-]+){0,2})[ \t]*\n"
    r"[ \t]*((?:up to )?\d{1,3}(?:\.\d+)? ?%[^\n.:]{0,40}\n)"
)
# Over a list of what there is not: "What the plan does NOT have".
_DENIES_ALL = (
    r"\bnot (?:have|do|cover|take|offer|allow|permit|include|provide|available|offered|allowed|permitted)\b"
    r"|\bno longer\b"
)
# "Your account is payable to you only", over (a) and (b).
_ONLY_IN_CASES = (
    r"\b(?:only|not\b[^.;]{0,60}\b(?:before|until|unless|except))\b"
    r"|\b(?:limited|restricted) to\b|\bearlie(?:st|r) of\b|\bfirst of\b"
)
# "A colleague says … Is she right?"
_ASKS_BACK = (
    r"^(?:and |so )?(?:is|are|does|do|can|may|will)\b.{0,20}\b(?:she|he|it|they|that|this|so|right|true|correct)\b"
)
# "How much?", which goes on about what was said before it.
_ASKS_WITHOUT_A_SUBJECT = (
    r"(?:and |ok,? |so )?(?:how (?:much|often|high)|up to what|(?:is there|any) (?:an? )?(?:limit|cap|maximum"
    r"|minimum age)"
    r"|what (?:is|are) the (?:limits?|cap|maximum|most)|at what age|from what age|any age)\W*\?"
)
_QUESTION = r"(?:what|how|can|may|do|does|is|are|will|when|who|which|why|where|must|could|should)\b(?!.*:$)"
_SIGNATURE = r"(?:[—–-] ?)[\w' ,]{2,40}"  # of who asks, behind the question
_NEXT_LETTER = r"\s+(?:\([b-k]\)|[b-k][.)])\s*$"  # of the box behind: "a. [X] Permitted  b. [ ] Not permitted"
_PART_OF_ELECTION = r"\(?[b-k][.)] [^:]{3,80}:\s*$"  # "c. Amounts that may be rolled:"
_INWARD = 8  # characters
_MOST_CASES = 6
_SHORT_LEAD = 8  # words
_BEGINS_EACH = (
    r"(?:you|we|participants?|members?|employees|the plan|our plan|it) (?:can|may|could|does|do|will"
    r"|must)(?: not| also| always"
    r"| never)?[ :]*"
)
_SAYS_WHAT = (
    r"\bconver|\broth\b|\bin-plan|\bwithdr|\bdistribut|\bcontribut|\btax\b|-tax\b|\bmatch|\bloan|\baccounts?\b"
    r"|\bmoney\b"
)
# "Thrift contributions: withdrawal", over what is said of it.
_TOPIC_AFTER_NAME = (
    r"[^:.]{3,60}: (?:[\w-]+ )?(?:withdrawals?|conversions?|distributions?|changes|loans?|limits?|eligibility"
    r"|matching|vesting"
    r"|rollovers?|taking (?:it|money) out|converting)"
)
_POINTS_BACK = r"\b(?:they|them|these|it)\b"


@dataclass(frozen=True, slots=True)
class Passage:
    """One statement of the document.

    `text` is its plain wording, `quote` the document's own. `over` are the plain words that stand over it, the nearest
    first: the sentence before it, a question, the start of its list, its heading. `chosen` tells whether its box is
    checked; None without a box. `supposed` marks what stands in an example. `written` is the day of the letter that it
    stands in, where the letter has one.
    """

    page: int
    text: str
    quote: str
    kind: Kind
    before: str = ""
    lead: str = ""
    headings: tuple[str, ...] = ()
    chosen: bool | None = None
    alone: bool = False
    supposed: bool = False
    written: date | None = None

    @property
    def over(self) -> tuple[str, ...]:
        """The words that stand over the passage, the nearest first."""
        return tuple(words for words in (self.lead, *self.headings) if words)

    @property
    def list_head(self) -> str:
        """The words nearest over the passage, with the colon of a list."""
        return f"{next(iter(self.over), '').rstrip(':')}:"


def passages_of(pages: Sequence[str]) -> list[Passage]:
    """The statements of a document whose text is given page by page."""
    boxes = Boxes.of(pages)
    short = Abbreviations.of(pages)
    marked = [_with_boxes_beside(_with_amounts_beside(boxes.mark(short.mark(with_turns_told(page))))) for page in pages]
    blocks = list(blocks_of(in_rows(lines_of(marked))))
    found = [replace(p, quote=short.unmark(boxes.unmark(p.quote))) for p in _Reading().read(blocks)]
    apart = [one for p in _with_antecedents(found) if p.text for one in _with_lists_apart(p)]
    return _with_names_resolved([*apart, *_conditions_together(apart)])


def _conditions_together(passages: Sequence[Passage]) -> Iterator[Passage]:
    """For each short list of the only cases in which something may be done, its start and items as one statement."""
    for at, passage in enumerate(passages):
        lead = passage.text.rstrip(" :—")
        if passage.kind in ("heading", "question") or not has(_ONLY_IN_CASES, lead):
            continue
        below = takewhile(partial(_is_led_by, passage.text), passages[at + 1 :])
        items = [one for one in below if one.chosen is None]
        if 0 < len(items) <= _MOST_CASES:
            told = ", ".join(re.sub(r"[,;.]?(?: (?:or|and))?\W*$", "", one.text) for one in items)
            yield replace(passage, text=f"{lead} {told}.")


def _with_antecedents(passages: Sequence[Passage]) -> Iterator[Passage]:
    """`passages`, each behind one that itself only points back with what that one points back to."""
    last: Passage | None = None
    for passage in passages:
        goes_on = last is not None and passage.before == last.text and last.before not in ("", last.lead)
        if goes_on and last is not None and _only_points_back(last) and _only_points_back(passage):
            last = replace(passage, before=f"{last.before} {last.text}")
        else:
            last = passage
        yield last


def _only_points_back(passage: Passage) -> bool:
    """Whether what `passage` is about stands in none of its own words."""
    return has(_POINTS_BACK, passage.text) and not has(_SAYS_WHAT, passage.text)


def _is_led_by(words: str, passage: Passage) -> bool:
    return passage.lead == words


def _with_boxes_beside(page: str) -> str:
    """`page` with each box that has a line to itself set before the words of the next line."""
    return re.sub(rf"(?m)^[ \t]*({MARK})[ \t]*\n(?=[ \t]*\w\S*(?: \S+){{2}})", r"\1 ", page)


def _with_amounts_beside(page: str) -> str:
    """`page` with an amount on a line of its own set behind the name of the money, as of a table set cell by cell."""
    return re.sub(_AMOUNT_BELOW, r"\1 \2\n", page)


def _with_lists_apart(passage: Passage) -> list[Passage]:
    """`passage`, and beside it the ways of taking money out that it lists after a colon, each by itself.

    Of a condition over a list of kinds of money ("any time: after-tax, rollover"), each kind with the condition.
    """
    condition = re.fullmatch(_CONDITION_OVER_MONEY, passage.text)
    if condition and passage.kind != "question" and has(_WHEN, condition[1]) and not has(_MONEY, condition[1]):
        kinds = [kind.strip(" .") for kind in re.split(r"[,;/] ?(?:and |or )?|\band\b|\bor\b", condition[2])]
        if all(has(_MONEY, f"{kind} account") and not has(_STATUS, kind) for kind in kinds if kind):
            return [replace(passage, text=f"{kind}: {condition[1]}", kind="row") for kind in kinds if kind]
    listed = re.fullmatch(_LIST, passage.text)
    if listed is None or passage.kind == "question" or len(listed[1].split()) > 12:
        return [passage]
    members = [member.strip() for member in re.split(r", (?:and |or )?|; (?:and |or )?", listed[2].rstrip("."))]
    apart = [replace(passage, text=member, lead=f"{listed[1]}:", kind="item") for member in members if member]
    return [passage, *(one for one in apart if re.search(_TAKEN_OUT, one.text))]


def _with_names_resolved(passages: list[Passage]) -> list[Passage]:
    """The passages, with the names that the document itself gives to after-tax contributions read as such."""
    texts = [p.text for p in passages]
    resolved = (
        with_roth_named if calls_roth_after_tax(texts) else names_of_after_tax(texts, [p.quote for p in passages])
    )
    if resolved is None:
        return passages
    return [
        replace(
            p,
            text=resolved(p.text),
            before=resolved(p.before),
            lead=resolved(p.lead),
            headings=tuple(resolved(h) for h in p.headings),
        )
        for p in passages
    ]


@dataclass(slots=True)
class _Reading:
    """Where one is in a document: what stands over the next block."""

    section: str = ""
    heading: str = ""
    question: str = ""
    start: str = ""
    before: str = ""
    columns: tuple[str, ...] = ()
    last: Kind | None = None
    page: int = 0
    written: date | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings over the next block, the nearest first."""
        asked = self.question if self.start else ""  # a list in an answer goes on with the answer
        return tuple(words for words in (asked, self.heading, self.section) if words)

    def read(self, blocks: Sequence[Block]) -> Iterator[Passage]:
        """The passages of all blocks, in order, each with the day of the letter that it stands in."""
        for passage in self._read(blocks):
            yield replace(passage, written=self.written) if self.written else passage

    def _read(self, blocks: Sequence[Block]) -> Iterator[Passage]:
        for block, following in zip(blocks, [*blocks[1:], None], strict=False):
            written = letter_day(block.text)
            if written is not None:
                self.section = self.heading = self.question = self.start = self.before = ""
                self.written = written
                continue
            if block.page != self.page:
                self.before, self.page = "", block.page
            if block.kind == "heading":
                yield from self._heading(block)
            elif block.kind == "row":
                yield from self._row(block, following if following is not None and following.kind == "row" else None)
            else:
                yield from self._sentences(block, following)

    def _heading(self, block: Block) -> Iterator[Passage]:
        words = plain(unnumbered(block.text)).rstrip(" :—")
        if re.search(STATUS_AFTER_DASH, words):
            yield Passage(
                block.page, words, block.text, "row", lead=self.start or self.question, headings=self.headings
            )
            self.last = "row"
            return
        yield Passage(block.page, words, block.text, "heading", headings=(self.section,) if self.section else ())
        if block.text.isupper() or re.match(_SECTION, block.text, re.IGNORECASE):
            self.section, self.heading = words, ""
        else:
            self.section, self.heading = (
                (self.headings[0] if self.headings and self.last == "heading" else self.section),
                words,
            )
        self.question = self.before = ""
        self.start = words if re.fullmatch(_BEGINS_EACH, words) else ""
        self.columns, self.last = (), "heading"

    def _row(self, block: Block, below: Block | None) -> Iterator[Passage]:
        if re.fullmatch(_TOPIC_AFTER_NAME, plain(block.text)) and below is None:
            yield from self._heading(block)
            return
        cells = cells_of(block)
        asked = question_and_answer(cells)
        if asked is not None:
            yield from self._answered(block, *asked)
        elif len(cells) == 1:
            found = list(_in_block(block, "row", self.question or self.start, self.headings, ""))
            yield from found
            if found and found[-1].text.endswith(":"):
                self.start = found[-1].text
        elif self.last != "row" and below is not None and _heads_columns(block, below) and is_header(["", *cells]):
            self.columns = ("", *cells)  # the labels have no head
        elif (
            below is not None
            and not _is_labeled(below)
            and is_header(cells)
            and (self.last != "row" or self._begins_a_table(cells, below))
        ):
            self.columns = without_codes(cells)
        else:
            lead = self.start or self.question
            cells = with_code_told(cells, self.columns)
            apart = [] if len(cells) == len(self.columns) else _boxes_in(block, lead, self.headings)
            yield from apart or self._cells(block, cells, lead)
        self.last = "row"

    def _begins_a_table(self, cells: Sequence[str], below: Block) -> bool:
        """Whether `cells`, though rows stand above them, are more heads than those had, and of the row `below`."""
        width = len(cells_of(below))
        return len(cells) > max(2, len(self.columns)) and width in (len(cells), len(cells) + 1)

    def _answered(self, block: Block, question: str, answer: str) -> Iterator[Passage]:
        """The question and the answer of a row that holds both."""
        asked = plain(unnumbered(question))
        yield Passage(block.page, asked, block.quote, "question", headings=self.headings)
        before, alone = self.before, True
        for sentence in _with_answers_whole(sentences_of(answer)):
            words = plain(unnumbered(sentence))
            if re.search(r"\w", words):
                lead = asked.rstrip("?")
                yield Passage(block.page, words, block.quote, "prose", before, lead, self.headings, alone=alone)
                before, alone = words, False
        if not re.search(_POINTS_BACK, asked):
            self.before = asked  # what the questions below it may point back to

    def _cells(self, block: Block, cells: Sequence[str], lead: str) -> Iterator[Passage]:
        for words in statements_of(block, cells, self.columns):
            yield Passage(block.page, words, block.quote, "row", self.before, lead, self.headings)
            if not re.search(_POINTS_BACK, words):
                # A row that points back leaves what it points to for the next one that does.
                self.before = words

    def _sentences(self, block: Block, following: Block | None) -> Iterator[Passage]:
        prose = block.kind == "prose"
        opens_boxes = following is not None and _begins_with_box(following)
        opens_items = prose and following is not None and following.kind == "item"
        lead = (self.question or self.start) if prose else (self.start or self.question)
        if opens_boxes and not prose and block.text.isupper():
            lead = ""  # the next election of a form
        if not prose and not lead and has(_DENIES_ALL, self.heading):
            lead = f"{self.heading}:"
        found = list(_in_block(block, block.kind, lead, self.headings, self.before))
        if re.fullmatch(_BEGINS_EACH, lead) and not prose and found and found[0].lead == lead:
            # "You can not", over what one can not do.
            found[0] = replace(found[0], text=f"{lead.rstrip(' :')} {found[0].text}", lead="")
        yield from found
        self.before = found[-1].text if found else ""
        if found and found[-1].kind == "question":
            self.question, self.start = found[-1].text.rstrip("?"), ""
        elif found and re.fullmatch(_BEGINS_EACH, found[-1].text):
            self.start = found[-1].text
        elif re.search(_OPENS_LIST, block.text, re.IGNORECASE) or (
            (opens_boxes or opens_items) and not marks(block.text) and not re.search(r"[.!]\W*$", block.text)
        ):
            part = opens_boxes and lead and len(lead.split()) <= _SHORT_LEAD and re.match(_PART_OF_ELECTION, block.text)
            self.start = f"{lead.rstrip(':')}: {self.before}" if part else self.before
        elif prose:
            self.start = ""
        self.columns, self.last = (), block.kind


def _begins_with_box(block: Block) -> bool:
    return re.match(rf"(?:{NUMBER})?{MARK}", block.text, re.IGNORECASE) is not None


def _is_labeled(block: Block) -> bool:
    """Whether the row begins with a label of its own, as the head of a letter does: "TO:   all members"."""
    return len(cells_of(block)) == 2 and cells_of(block)[0].endswith(":")


def _heads_columns(block: Block, below: Block) -> bool:
    """Whether `block` stands further in than the row below it, which has a cell more."""
    text, under = block.lines[0].text, below.lines[0].text
    inward = len(text) - len(text.lstrip()) - (len(under) - len(under.lstrip()))
    return inward > _INWARD and len(cells_of(below)) == len(cells_of(block)) + 1


def _boxes_in(block: Block, lead: str, headings: tuple[str, ...]) -> list[Passage]:
    """The passages of several boxes on one line; none where the line is no such thing."""
    apart = separate_boxes(block.text)
    if apart is None:
        return []
    before, items = apart
    lead = plain(unnumbered(f"{before} ")) or lead
    shown = [(chosen, words, plain(unnumbered(re.sub(_NEXT_LETTER, "", words)))) for chosen, words in items if words]
    return [Passage(block.page, text, words, "item", "", lead, headings, chosen) for chosen, words, text in shown]


def _in_block(block: Block, kind: Kind, lead: str, headings: tuple[str, ...], before: str) -> Iterator[Passage]:
    """The passages of a block of running text."""
    text = block.text
    if marks(text) > 1:
        yield from _boxes_in(block, lead, headings) or _settled(block, lead, headings)
        return
    chosen: bool | None = None
    box = re.search(MARK, text)
    if box:
        chosen = re.fullmatch(CHECKED, box[0]) is not None
        prefix = text[: box.start()].strip()
        if box.start() > 4 and re.sub(rf"^{NUMBER}$", "", f"{prefix} ", flags=re.IGNORECASE).strip():
            lead = plain(unnumbered(prefix))
        text = text[box.end() :].strip()
    offset = len(block.text) - len(text)
    answers = True
    supposed = any(opens_examples(over) for over in headings)
    label = re.match(r"[^:.?!]{3,60}:(?= )", plain(unnumbered(text)))
    supposed = supposed or (label is not None and has(FEW, label[0]))
    parts = _with_answers_whole(sentences_of(text))
    over, ran_in = headings, False
    asked = [at for at, sentence in enumerate(parts) if re.search(rf"\?\s*(?:{_SIGNATURE})?$", sentence)]
    leads_to = asked[-1] if asked and re.match(_ASKS, block.text, re.IGNORECASE) else -1
    page_at = block.page_at()
    for position, sentence in enumerate(parts):
        page = page_at(offset)
        offset += len(sentence) + 1
        words = re.sub(r"^(\W*(?:yes|yep))[.!] ", r"\1, ", plain(unnumbered(sentence)))
        if not re.search(r"\w", words):
            continue
        supposed = supposed or begins_example(words)
        words = re.sub(rf"(?<=\?)(?:[\s_]+| ?{_SIGNATURE})$", "", words)
        asked_in_marks = re.fullmatch(_ASKED_IN_MARKS, words) is not None
        words = words.strip("\"' ") if asked_in_marks else words
        if (words.endswith("?") or asked_in_marks) and chosen is None:
            yield Passage(page, words, sentence, "question", headings=headings)
            asks_back = re.search(_ASKS_BACK, words) is not None and position > 0
            goes_back = before and (asks_back or re.fullmatch(_ASKS_WITHOUT_A_SUBJECT, words))
            lead = f"{before} {words.rstrip('?.')}" if goes_back else words.rstrip("?.")
            before, answers = "", True
            continue
        run_in = _is_run_in(words) and position + 1 < len(parts) and not (answers and re.match(_QUESTION, lead))
        shown: Kind = "heading" if run_in and chosen is None else kind
        yield Passage(
            page, words, sentence, shown, before, lead, headings, chosen, answers, supposed or position < leads_to
        )
        if run_in:
            under = headings if ran_in else over
            headings = tuple(dict.fromkeys(one for one in (words.rstrip(".:— "), lead, *under) if one))
            lead = ""
        ran_in = run_in
        before, answers = words, False


def _with_answers_whole(sentences: Iterator[str]) -> list[str]:
    """The sentences, a bare "Yes." together with the one after it, which may say on what condition."""
    parts: list[str] = []
    for sentence in sentences:
        if parts and re.fullmatch(_BARE_YES, plain(unnumbered(parts[-1]))) and not sentence.endswith("?"):
            parts[-1] = f"{parts[-1]} {sentence}"
        else:
            parts.append(sentence)
    return parts


def _settled(block: Block, lead: str, headings: tuple[str, ...]) -> Iterator[Passage]:
    """Sentences with a choice inside (☒ does ☐ does not), read as chosen; none where the choice is left open."""
    for sentence in sentences_of(settle(block.text) or ""):
        yield Passage(block.page, plain(unnumbered(sentence)), block.text, "prose", lead=lead, headings=headings)


def _is_run_in(words: str) -> bool:
    return (
        len(words.split()) <= 8
        and not words[:1].isdigit()
        and ": " not in words
        and words.endswith((".", ":"))
        and not re.search(
            (
                r"\b(?:yes|no|not|none|permits?|permitted|allows?|allowed|available|offers?|offered"
                r"|accepts?|provides?|includes?|match(?:es)?|has|have|must|may|can|is|are|will|does|do|yep|i|my|me"
                r"|applicable|be|you|we|they|it|says?|makes?|takes?|goes|turns?|thinks?|wants?)\b|^\W*(?:ask|call|see|put|log|sign)\b"
            ),
            words,
        )
    )
