"""Where examples begin: what stands in one is about nobody's plan."""

import re

_EXAMPLE = (
    r"^\W*(?:for (?:example|instance)|(?:an |as an )?(?:\w+ )?example|suppose|imagine|let us say|let's say|say you"
    r"|hypothetical\w*"
    r"|case study|illustration|scenario)\b"
    r"|^\W*[a-z]+'s (?:plan|employer|company) \w+|\bin (?:this|the|our) (?:example|illustration|scenario)\b"
    r"|^\W*(?:jane|john|mary|maria|bob|alice|tom|sarah|mike|david|susan|joe|jim|lisa|anna?|kim|pat|sam"
    r"|alex|chris|karen|linda"
    r"|mark|paul|peter|steve|emma|emily|jack|bill|carol|dan|dave|diane|james|jennifer|jessica|kate|laura"
    r"|michael|nancy|rachel"
    r"|robert|rob|sally|terry|william|priya|raj|carlos|juan|luis|mei|omar|fatima)\b,? (?:age|who|is|earns"
    r"|can|could|may|makes"
    r"|contributes|converts|takes|puts|wants|works|has|decides|withdraws|saves|defers|maxes|\d)"
)
_EXAMPLE_OVER = r"\b(?:hypothetical|case study|illustrations?|scenario)\b|^\W*examples?\b"


def begins_example(words: str) -> bool:
    """Whether a sentence, in plain wording, begins an example that goes on to the end of its paragraph."""
    return re.search(_EXAMPLE, words) is not None


def opens_examples(heading: str) -> bool:
    """Whether what stands below `heading` is an example."""
    return re.search(_EXAMPLE_OVER, heading) is not None
