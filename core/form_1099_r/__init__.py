"""Forms 1099-R against what moved: they agree, or the likely mistakes by identifier and what follows."""

from core.form_1099_r.alone import FormAlone, LinesAlone, form_alone, lines_alone
from core.form_1099_r.boxes import Code, Form1099R
from core.form_1099_r.check import FormCheck, FormInput, Moved, MoveTo, check_forms
from core.form_1099_r.comparison import Comparison, compare
from core.form_1099_r.expected import CODES, USUAL_CODES, ExpectedForm, StandsFor, TaxLine, added_up
from core.form_1099_r.matching import TOLERANCE, Match
from core.form_1099_r.mistakes import Finding, FollowUp, Mistake

__all__ = [
    "CODES",
    "TOLERANCE",
    "USUAL_CODES",
    "Code",
    "Comparison",
    "ExpectedForm",
    "Finding",
    "FollowUp",
    "Form1099R",
    "FormAlone",
    "FormCheck",
    "FormInput",
    "LinesAlone",
    "Match",
    "Mistake",
    "MoveTo",
    "Moved",
    "StandsFor",
    "TaxLine",
    "added_up",
    "check_forms",
    "compare",
    "form_alone",
    "lines_alone",
]
