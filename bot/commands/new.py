"""`new`: lays out the files of an article, a provider, a tax year or a flow, with what is to be filled in marked."""

import re
from keyword import iskeyword
from pathlib import Path
from typing import TextIO

from core.limits.files import published_years

KINDS = ("article", "provider", "year", "flow")
MARK = "FILL-IN"
ROOT = Path(__file__).parents[2]
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,54}")
_FLOW_ID = re.compile(r"[a-z][a-z0-9_]{0,31}")  # a flow is a command too, and its file a module

ARTICLE = """---
title: "FILL-IN"
kind: FILL-IN  # concept, step, mistake, fix, faq, provider
topic: FILL-IN  # see the topics in content/en/messages.yaml
asks:  # thirty or more ways people put the question
  - "FILL-IN"
not_to_confuse: []
related: []
sources:
  - {{title: "FILL-IN", checked: FILL-IN, mark: V}}  # V, V2, or K without a day
---
FILL-IN: the short answer.

## FILL-IN
"""
PROVIDER = """# A recordkeeper: what to look for on its portal, what to say and what to beware of.
id: {name}
name: "FILL-IN"
also: []  # other names that people type
kind: FILL-IN  # recordkeeper, solo
article: provider-{name}
tier: unverified
verified: FILL-IN
look_for: ["FILL-IN"]
set_up: &task
  steps:
    - {{do: "FILL-IN", done_when: "FILL-IN", if_not_there: "FILL-IN"}}
  say: "FILL-IN"
convert: *task
roll_out: *task
traps: ["FILL-IN"]
sources:
  - {{title: "FILL-IN", checked: FILL-IN, mark: V}}
"""
FLOW = '''"""FILL-IN: what this flow finds out."""

from flows.engine.flow import Flow, Outcome, ask, make_flow, then
from flows.engine.results import Shown, View
from flows.slots import Slot

SLOTS: tuple[Slot, ...] = ()  # FILL-IN: the slots that only this flow knows


def {name}() -> Flow:
    """The flow: FILL-IN."""
    return make_flow("{name}", ask("age", then("result")), Outcome("result", _show))


def _show(view: View) -> Shown:
    return Shown(values={{"age": view.answers.whole("age")}})
'''
WORDS = """title: "FILL-IN"
about: "FILL-IN"
starts: ["FILL-IN"]
results:
  result:
    text: "FILL-IN"
    buttons:
      - {{"menu": "Menu"}}
"""


def new(kind: str, name: str, out: TextIO, root: Path = ROOT) -> int:
    """Writes the files of a new `kind` called `name` below `root` and says what is left; 0, or 2 for a wrong name."""
    try:
        files = laid_out(kind, name, root)
    except ValueError as error:
        out.write(f"new: {error}\n")
        return 2
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        marked = text.count(MARK)
        out.write(f"{path.relative_to(root)}: {marked} places to fill in, each marked {MARK}\n")
    for step in _left(kind, name):
        out.write(f"then: {step}\n")
    return 0


def laid_out(kind: str, name: str, root: Path) -> dict[Path, str]:
    """The files of a new `kind` called `name` with their text. Raises ValueError for a wrong name or one in use."""
    content = root / "content" / "en"
    if kind == "year":
        files = {root / "core" / "limits" / f"{name}.yaml": _year(name, root)}
    elif kind == "flow" and (not _FLOW_ID.fullmatch(name) or iskeyword(name)):
        raise ValueError(f"{name!r} is to be a-z, 0-9 and _, a letter first, at most 32 characters, for its command")
    elif kind != "flow" and not _ID.fullmatch(name):
        raise ValueError(f"{name!r} is to be a-z, 0-9 and -, at most 55 characters")
    elif kind == "article":
        files = {content / "articles" / f"{name}.md": ARTICLE.format(name=name)}
    elif kind == "provider":
        article = ARTICLE.format(name=name).replace("kind: FILL-IN ", "kind: provider ")
        files = {
            content / "providers" / f"{name}.yaml": PROVIDER.format(name=name),
            content / "articles" / f"provider-{name}.md": article,
        }
    else:
        files = {
            root / "flows" / "definitions" / f"{name}.py": FLOW.format(name=name),
            content / "flows" / f"{name}.yaml": WORDS.format(name=name),
        }
    for path in files:
        if path.exists():
            raise ValueError(f"{path.relative_to(root)} is there already")
    return files


def _year(name: str, root: Path) -> str:
    """The file of the last year with every amount, notice and day taken out."""
    folder = root / "core" / "limits"
    last = published_years(folder)[-1]
    if not re.fullmatch(r"20\d\d", name) or int(name) <= last:
        raise ValueError(f"{name!r} is to be a year after {last}")
    text = (folder / f"{last}.yaml").read_text(encoding="utf-8").replace(str(last), name)
    text = re.sub(r"amount: \d+", f"amount: {MARK}", text)
    text = re.sub(r"Notice 20\d\d-\d+", f"Notice {MARK}", text)
    return re.sub(r"checked: \S+", f"checked: {MARK}", text)


def _left(kind: str, name: str) -> tuple[str, ...]:
    released = f"add {'provider-' if kind == 'provider' else ''}{name} to content/en/released.yaml"
    steps = {
        "article": (released,),
        "provider": (released,),
        "year": ("python -m bot limits draft NOTICE.txt fills in what the yearly notice says",),
        "flow": (f"add {name}.{name}() and {name}.SLOTS to flows/registry.py",),
    }
    return (*steps[kind], f"make check, which refuses what is still marked {MARK}")
