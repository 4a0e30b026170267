"""Can I do it? The plan features that decide, the verdict by which route, and what to ask where it is not clear."""

from rapidfuzz import fuzz, process

from content.schema import Employer
from flows.engine.answers import Answers
from flows.engine.flow import Flow, Outcome, ask, is_, make_flow, then, when
from flows.engine.results import Shown, View
from flows.slots import Slot

SLOTS: tuple[Slot, ...] = ()

FEATURES = ("after_tax", "in_plan_conversion", "in_service_distribution")
LIKE_ENOUGH = 88


def eligibility() -> Flow:
    """The flow: employer, kind of plan, after-tax contributions, then the two ways to convert."""
    return make_flow(
        "eligibility",
        ask("employer", then("plan_type")),
        ask(
            "plan_type",
            when(is_("plan_type", "simple", "457b", "tsp", "none"), "other_plan"),
            when(is_("plan_type", "solo"), "solo"),
            then("after_tax"),
        ),
        ask("after_tax", when(is_("after_tax", "no"), "not_now"), then("in_plan_conversion")),
        ask(
            "in_plan_conversion",
            when(is_("in_plan_conversion", "yes"), "automatic_conversion"),
            then("in_service_distribution"),
        ),
        ask("automatic_conversion", then("in_service_distribution")),
        ask(
            "in_service_distribution",
            when(_is_clear_yes, "plan_cap"),
            when(_is_unclear, "unclear"),
            then("at_leaving"),
        ),
        ask("plan_cap", then("yes")),
        Outcome("yes", _show_yes),
        Outcome("not_now", _show_no),
        Outcome("at_leaving", _show_no),
        Outcome("unclear", _show_unclear),
        Outcome("other_plan", _show_other_plan),
        Outcome("solo", _show_solo),
        reviewed=False,
    )


def route(answers: Answers) -> str:
    """Which route the plan allows: `both`, `in_plan`, `in_service`, or "" for none that is sure."""
    in_plan, in_service = answers.is_yes("in_plan_conversion"), answers.is_yes("in_service_distribution")
    if in_plan and in_service:
        return "both"
    return "in_plan" if in_plan else "in_service" if in_service else ""


def _is_clear_yes(answers: Answers) -> bool:
    return answers.is_yes("after_tax") and route(answers) != ""


def _is_unclear(answers: Answers) -> bool:
    return any(answers.is_unknown(feature) for feature in FEATURES)


def open_points(answers: Answers) -> tuple[str, ...]:
    """The features that the user could not answer, in the order in which to ask the plan."""
    return tuple(slot for slot in (*FEATURES, "automatic_conversion") if answers.is_unknown(slot))


def reported(view: View) -> Employer | None:
    """What others reported about the user's employer, if anything; never a proof."""
    said = view.known.word("employer")
    names = {name.lower(): employer for employer in view.library.employers for name in (employer.name, *employer.also)}
    found = (
        process.extractOne(said.lower(), names.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH) if said else None
    )
    return names[found[0]] if found else None


def _about_employer(view: View) -> dict[str, object]:
    employer = reported(view)
    return {
        "employer": view.known.word("employer"),
        "reported": employer is not None,
        "reported_by": employer.reported_by if employer else "",
        "sure": employer.sure if employer else "",
        "note": employer.note if employer else "",
    }


def _show_yes(view: View) -> Shown:
    answers = view.answers
    hide = set() if route(answers) == "both" else {"flow:destination"}
    return Shown(
        values={
            **_about_employer(view),
            "route": route(answers),
            "automatic": answers.word("automatic_conversion"),
            "after_tax_known": not answers.is_unknown("after_tax"),
            "is_403b": answers.word("plan_type") == "403b",
            "cap_unknown": answers.get("plan_cap") is None,
            "open": open_points(answers),
        },
        hide=frozenset(hide),
    )


def _show_no(view: View) -> Shown:
    return Shown(values=_about_employer(view))


def _show_solo(view: View) -> Shown:
    return Shown(values=_about_employer(view), learned={"self_employed": "yes"})


def _show_other_plan(view: View) -> Shown:
    return Shown(values={**_about_employer(view), "plan_type": view.answers.word("plan_type")})


def _show_unclear(view: View) -> Shown:
    return Shown(values={**_about_employer(view), "open": open_points(view.answers), "route": route(view.answers)})
