"""A clear screen where the core refuses an answer, instead of a failed turn."""

from collections.abc import Callable, Mapping
from functools import wraps

from pydantic import ValidationError

from core.inputs import readable_errors
from core.limits import LimitsNotPublished
from core.reading import InputError
from flows.engine.results import Show, Shown, View

WORDS = "unfit"


def guarded(slots: Mapping[str, str]) -> Callable[[Show], Show]:
    """Makes of a `show` one that shows the result words `unfit` where the core refuses an input.

    `slots` names the slot that holds a field of the core's input, where their names differ. The words get `label`,
    what the refused answer is called, and `problem`, what is wrong with it; `loaded` holds the tax years there are,
    where the year is what is refused, and is empty otherwise.
    """

    def decorate(show: Show) -> Show:
        @wraps(show)
        def shown(view: View) -> Shown:
            try:
                return show(view)
            except LimitsNotPublished as refused:
                values = {"label": view.label("tax_year"), "problem": str(refused.year), "loaded": refused.published}
                return Shown(values=values, words=WORDS)
            except (ValidationError, InputError) as refused:
                field, message = _first(refused)
                label = view.label(slots.get(field, field))
                problem = message.removeprefix(field).strip()
                return Shown(values={"label": label, "problem": problem, "loaded": ()}, words=WORDS)

        return shown

    return decorate


def _first(refused: ValidationError | InputError) -> tuple[str, str]:
    return (refused.field, refused.message) if isinstance(refused, InputError) else readable_errors(refused)[0]
