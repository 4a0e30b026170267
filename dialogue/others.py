"""What is said where somebody else's figures were told: none is noted, and what they show is answered."""

from content.found import Found
from content.templates import money
from core.limits import limits_for
from dialogue.browsing import article_screen
from dialogue.replies import Done, Prompt, Reply
from dialogue.state import State
from flows.screens import Screen, joined
from nlu.others import after_tax_told, pay_told, tells_of_death

FITS, LEAD = 0.6, 0.2  # relevance of the article that they are about, and its lead before the next
PAY = "compensation-limit"


def answers_others(found: Found) -> bool:
    """Whether one article is surely about what was told."""
    others = [hit.score for hit in found.alternatives if hit.id != found.answer]
    return found.answer is not None and found.score >= FITS and found.score - max(others, default=0.0) >= LEAD


def say_others(state: State, text: str, found: Found) -> Reply | None:
    """That none of the figures is noted, and what they show; None where the library has nothing on them."""
    limits = limits_for(state.tax_year)
    said, article = [state.domain.message("others_figures")], ""
    if tells_of_death(text):
        said.insert(0, state.domain.message("sorry_for_loss"))
    amount, pay = after_tax_told(text), pay_told(text)
    if amount is not None:
        left = limits.annual_additions - limits.elective_deferral
        said.append(
            state.domain.message(
                "others_after_tax",
                amount=money(amount),
                limit=money(limits.annual_additions),
                deferrals=money(limits.elective_deferral),
                left=money(left),
                year=limits.tax_year,
                fits=amount <= left,
                within=amount <= limits.annual_additions,
            )
        )
    elif answers_others(found):
        article = found.answer or ""
    elif pay is not None and pay > limits.compensation:
        article = PAY
    if amount is None and article not in state.domain.library.articles:
        return None
    lead = joined(said)
    if not article:
        return Reply(state.session, lead=lead, prompt=Prompt.OPEN, outcome=Done.ANSWERED_OTHERS)
    screens = (Screen(lead), article_screen(state, article))
    return Reply(state.session, screens, prompt=Prompt.OPEN, outcome=Done.ANSWERED_OTHERS, detail=article)
