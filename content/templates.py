"""The sandboxed templates through which all numbers come into the texts."""

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, Undefined, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from content.markup import to_html_template


def money(amount: Decimal | int) -> str:
    """Dollars for people: `$72,000`, with cents only where there are any, `−$5` below zero."""
    exact = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    sign = "−" if exact < 0 else ""
    digits = f"{abs(exact):,.2f}".removesuffix(".00")
    return f"{sign}${digits}"


def number(value: Decimal | int) -> str:
    """A plain number with thousands separators and no needless zeros: `26`, `1.25`, `1,000`."""
    text = f"{Decimal(value):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(fraction: Decimal | float | str) -> str:
    """A fraction as a percentage: 0.06 gives `6%`, 0.1225 gives `12.25%`."""
    return f"{number((Decimal(str(fraction)) * 100).quantize(Decimal('0.001')).normalize())}%"


def age(years: Decimal | int) -> str:
    """An age for people: 59.5 gives `59½`."""
    whole, half = divmod(Decimal(years), 1)
    return f"{int(whole)}{'½' if half else ''}"


def said_date(day: date) -> str:
    """A day for American readers: `December 31, 2026`."""
    return f"{day:%B} {day.day}, {day.year}"


def said_time(minutes: int) -> str:
    """A time of the day, given in minutes after midnight: `7 pm`, `7:30 am`, `noon`."""
    hour, minute = divmod(minutes, 60)
    if (hour, minute) == (12, 0):
        return "noon"
    return f"{hour % 12 or 12}{f':{minute:02d}' if minute else ''} {'am' if hour < 12 else 'pm'}"


def said_nth(number: int) -> str:
    """A place in an order: `1st`, `22nd`, `13th`."""
    ending = "th" if 11 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def times(amount: Decimal, factor: str | int | Decimal) -> Decimal:
    """`amount` multiplied by `factor`, exactly."""
    return Decimal(amount) * Decimal(str(factor))


def _named(figure: Callable[..., object]) -> Callable[..., object]:
    """`figure` as a filter that names what is not known, where Python would only say that it is no number."""

    def filter_(value: Any, *arguments: Any) -> object:
        if isinstance(value, Undefined):
            str(value)  # raises with the name
        return figure(value, *arguments)

    return filter_


FIGURES = {figure.__name__: _named(figure) for figure in (money, number, percent, age, times)}
FAILURES = (TemplateError, ArithmeticError, TypeError, ValueError, AttributeError, LookupError)  # of a rendering


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, which finds out once whether an attribute of a kind of value may be used: no value changes that."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._judged: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use the attribute."""
        key = (type(obj), attr)
        if key not in self._judged:
            self._judged[key] = super().is_safe_attribute(obj, attr, value)
        return self._judged[key]


@cache
def environment(*, escaping: bool) -> ImmutableSandboxedEnvironment:
    """The sandbox: no attribute that begins with an underscore, no writing, unknown names are errors.

    `escaping` is for texts that hold what users typed: each value put in is HTML-escaped.
    """
    made = _Sandbox(
        autoescape=escaping,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters.update(FIGURES)
    return made


_BLANK = re.compile(r"\{\{ (\w+) \}\}")


class Text:
    """One text of the words files: Markdown with template tags, made ready for Telegram at first use."""

    __slots__ = ("_fixed", "_parts", "_plain", "_template", "markdown")

    def __init__(self, markdown: str) -> None:
        self.markdown = markdown
        self._fixed: str | None = None
        self._parts: tuple[str, ...] | None = None
        self._template: Template | None = None
        self._plain: Template | None = None

    def __bool__(self) -> bool:
        return bool(self.markdown)

    def __repr__(self) -> str:
        return f"Text({self.markdown!r})"

    def render(self, values: Mapping[str, Any] | None = None) -> str:
        """The text as Telegram HTML with `values` put in, each of them escaped.

        Raises jinja2.TemplateError if the text uses a name that is not in `values`.
        """
        if self._fixed is not None:
            return self._fixed
        if "{" not in self.markdown:  # nothing to fill in, so it is the same each time
            self._fixed = _tidy(to_html_template(self.markdown))
            return self._fixed
        if (filled := self._filled(values or {})) is not None:
            return _tidy(filled)
        if self._template is None:
            self._template = environment(escaping=True).from_string(to_html_template(self.markdown))
        return _tidy(self._template.render(values or {}))

    def _filled(self, values: Mapping[str, Any]) -> str | None:
        """The text where it only puts words and numbers in, which takes no template engine; None for any other."""
        if self._parts is None:
            html = to_html_template(self.markdown)
            self._parts = () if "{" in _BLANK.sub("", html) else tuple(_BLANK.split(html))
        parts = list(self._parts)
        for place in range(1, len(parts), 2):  # what stands between two names is even
            value = values.get(parts[place])
            if not isinstance(value, str | int):
                return None
            parts[place] = escape(value)
        return "".join(parts) if parts else None

    def plain(self, values: Mapping[str, Any] | None = None) -> str:
        """The text for a button: no markup, nothing escaped."""
        if "{" not in self.markdown:
            return self.markdown
        if self._plain is None:
            self._plain = environment(escaping=False).from_string(self.markdown)
        return self._plain.render(values or {})


def render_markdown(markdown: str, values: Mapping[str, Any]) -> str:
    """`markdown` with `values` put in, still Markdown; for articles, which hold no user's words."""
    return environment(escaping=False).from_string(markdown).render(values)


@dataclass(frozen=True, slots=True)
class Use:
    """A name that a template uses, with the attribute of it that is read ("" for none) and the line in the template."""

    name: str
    attribute: str
    line: int


def uses(markdown: str) -> frozenset[Use]:
    """The names that `markdown` takes from outside, those behind conditions too.

    Raises jinja2.TemplateError for what is no template, and for a filter that does not exist.
    """
    tree = environment(escaping=False).parse(markdown)
    environment(escaping=False).compile(markdown)
    outer = meta.find_undeclared_variables(tree)
    whole = {Use(one.name, "", one.lineno) for one in tree.find_all(nodes.Name) if one.name in outer}
    parts = {
        Use(one.node.name, one.attr, one.lineno)
        for one in tree.find_all(nodes.Getattr)
        if isinstance(one.node, nodes.Name) and one.node.name in outer
    }
    return frozenset(whole | parts)


def figured(markdown: str) -> frozenset[str]:
    """The names of which `markdown` makes figures, by a filter of ours, and those that it compares with numbers."""
    tree = environment(escaping=False).parse(markdown)
    filtered = (one.node for one in tree.find_all(nodes.Filter) if one.name in FIGURES)
    compared = (one.expr for one in tree.find_all(nodes.Compare) if any(map(_is_number, one.ops)))
    return frozenset(node.name for node in (*filtered, *compared) if isinstance(node, nodes.Name))


def _is_number(operand: nodes.Operand) -> bool:
    value = operand.expr.node if isinstance(operand.expr, nodes.Neg) else operand.expr
    return isinstance(value, nodes.Const) and isinstance(value.value, int)


def looped(markdown: str) -> frozenset[str]:
    """The names through which `markdown` goes one by one."""
    tree = environment(escaping=False).parse(markdown)
    return frozenset(one.iter.name for one in tree.find_all(nodes.For) if isinstance(one.iter, nodes.Name))


def failing_line(markdown: str, values: Mapping[str, Any]) -> int | None:
    """The line of `markdown` (from 1) at which it cannot be rendered with `values`; None if that cannot be told."""
    try:
        render_markdown(markdown, values)
    except TemplateSyntaxError as error:
        return error.lineno
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        return next((frame.lineno for frame in reversed(frames) if frame.filename == "<template>"), None)
    return None


def _tidy(html: str) -> str:
    while "\n\n\n" in html:
        html = html.replace("\n\n\n", "\n\n")
    return html.strip()


__all__ = [
    "FAILURES",
    "TemplateError",
    "Text",
    "Use",
    "age",
    "environment",
    "failing_line",
    "figured",
    "looped",
    "money",
    "number",
    "percent",
    "render_markdown",
    "times",
    "uses",
]
