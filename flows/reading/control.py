"""Recognises what steers the talk rather than answers the open question: back, change, cancel, why, help, …"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from flows.reading.text import clean

Kind = Literal[
    "back", "change", "cancel", "restart", "skip", "unknown", "why", "repeat", "help", "menu", "what_if", "forget", "export",
    "case", "thanks", "greeting",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Control:
    """What the person wants of the talk itself. `slot`: what to change, if named; `text`: the words of a what-if."""

    kind: Kind
    slot: str | None = None
    text: str = ""


COMMANDS: dict[str, Kind] = {
    "back": "back", "change": "change", "edit": "change", "cancel": "cancel", "stop": "cancel", "quit": "cancel",
    "restart": "restart", "skip": "skip", "why": "why", "repeat": "repeat", "help": "help", "menu": "menu", "start": "menu",
    "case": "case", "review": "case", "export": "export", "forget": "forget", "delete": "forget", "whatif": "what_if",
    "what_if": "what_if",
}  # fmt: skip

_EXACT: dict[Kind, str] = {
    "back": (
        "back;go back;previous;prev;previous question;go back one;one back;step back;undo;back up;take me back;go to the previous question;the previous question;"
        "return;back please;last question;go back to the last question;go back a step;back one step;undo that;one step back;can we go back;can i go back;"
        "go back please;i want to go back;back to the previous question;lets go back;previous step;↩;⬅;🔙;can you go back;could we go back;go back one question;back a step;take that back"
    ),
    "cancel": (
        "cancel;stop;quit;exit;abort;never mind;nevermind;nvm;forget it;forget about it;leave it;enough;im done;i am done;stop it;stop this;please stop;end;end this;"
        "thats enough;drop it;scrap it;cancel this;cancel it;cancel that;i want to stop;lets stop;lets stop here;i quit;i give up;bye;goodbye;good bye;later;not now;maybe later;another time;"
        "quit this;close;stop asking;no more questions;i dont want to continue;dont want to continue;i dont want to do this;i dont want to do this anymore;get me out;get me out of here;enough of this;gotta go;got to go;see you;done for now;stop here;end chat;never mind that;cancel please;stop now"
    ),
    "restart": (
        "restart;start over;start again;begin again;reset;from the beginning;from the start;from scratch;start from scratch;new start;start fresh;redo;redo everything;"
        "do it again from the start;lets start over;i want to start over;can we start over;can i start over;start all over;start over again;over again;begin from the start;wipe and start again;start from the beginning;go back to the beginning;go back to the start;back to the start;back to the beginning;start over please;reset everything;reset this;🔄"
    ),
    "skip": (
        "skip;skip it;skip this;skip that;next;pass;next question;skip this one;skip this question;move on;ill skip;i skip;skip for now;lets skip;lets skip this;lets move on;ill pass;"
        "id rather not say;rather not say;prefer not to say;i prefer not to say;id rather not;rather not;none of your business;i wont say;not telling;leave blank;leave it blank;come back to it;come back to this later;ask me later;later please;can we skip this;can i skip this;can i skip;can we skip;continue without;⏭;dont want to say;i dont want to say;i dont want to answer;id prefer not to say;id prefer not to;i would rather not say;i would rather not;can i leave this blank;skip please"
    ),
    "unknown": (
        "i dont know;dont know;idk;dunno;no idea;no clue;not sure;im not sure;i have no idea;ive no idea;unsure;i am not sure;dont remember;i dont remember;cant remember;i cant remember;"
        "how would i know;how should i know;beats me;who knows;🤷;🤷‍♂;🤷‍♀;haven't a clue;i havent a clue;i do not know;no idea sorry;sorry no idea;dont have it;i dont have it;dont have that;i dont have that handy;dont have it handy;i need to check;need to check;i have to check;have to look it up;i have to look it up;need to look it up;i forgot;not a clue;where do i find that;where do i find it;where can i find that;where can i find this;how do i find out;how do i find that;where do i find this;i would have to check;id have to check;i have to ask hr;ill have to check;need to ask hr;i have to ask;honestly no idea;i really dont know;really dont know;i dont know that;dont know that;i dont know yet;dont know yet"
    ),
    "why": (
        "why;why do you ask;why do you ask that;why do you need that;why do you need this;why do you need to know;why do you need to know that;why do you want to know;why are you asking;why do you want that;"
        "what do you need that for;what do you need this for;what is that for;whats that for;what is this for;whats this for;what for;why is that needed;why is this needed;why does that matter;why does it matter;why does this matter;"
        "whats it for;why that;why this;why that question;why would you need that;how come;how come you ask;reason;for what;why should i tell you;why do i have to tell you;why is that important;why is this important;does it matter;does that matter;why are you asking that;why are you asking this;why ask;why you ask;why do you care;what does that matter;why do you ask this;why do you need my age;why do you need my pay;why do you need my salary;why my age;why my salary;why my pay;what does my age have to do with it;do you really need that;do you need to know that;is that necessary;is this necessary;why is it needed;why would you ask"
    ),
    "repeat": (
        "repeat;repeat that;say again;say that again;come again;again;again please;pardon;pardon me;sorry;excuse me;what;what was that;what was the question;what was the question again;whats the question;what is the question;huh;hm;hmm what;"
        "can you repeat;can you repeat that;could you repeat that;please repeat;repeat please;once more;one more time;what did you say;what did you ask;i missed that;repeat the question;ask again;ask me again;what do you want;what do you mean;i didnt get that;i did not get that;i dont understand;dont understand;i dont understand the question;i dont get it;come again please;say what;wut;wat;eh;say it again;can you say that again;could you say that again;show me the question;show the question again;where were we;what were we talking about;what are you asking;explain the question;rephrase;can you rephrase;can you rephrase that"
    ),
    "help": (
        "help;help me;i need help;please help;what can you do;what can i do here;what can i say;how does this work;how does it work;how do you work;what are my options;options;commands;instructions;"
        "what do you do;who are you;what are you;what is this;whats this;i am lost;im lost;im stuck;i am stuck;stuck;confused;im confused;i am confused;what can i ask;what can i ask you;how do i use this;how to use this;how do i use you;what should i do;what now;sos;❓;show commands;list commands;what else can you do;can you help;can you help me;could you help me;what can this do;what can this bot do;what does this bot do;🆘;are you a bot;are you human;are you real;are you a person"
    ),
    "menu": "menu;main menu;the menu;show menu;show me the menu;back to menu;back to the menu;go to menu;go to the menu;home;main;start;topics;show topics;list;overview;begin;start page;go home;back to main menu;🏠;open menu;main screen;start menu;return to menu;take me to the menu;get started;lets start;lets begin;lets go",
    "forget": (
        "forget me;delete my data;delete everything;delete all my data;erase my data;erase everything;erase me;delete me;remove my data;forget everything;wipe my data;delete my information;delete all;clear my data;"
        "clear everything;forget my data;delete what you know about me;forget about me;delete my answers;remove everything;remove all my data;delete my account;forget all;forget what i told you;forget everything about me;delete everything about me;delete everything you know about me;wipe everything;please delete my data;delete my info;erase my information;delete all my information;delete all my answers;gdpr delete;purge my data"
    ),
    "export": (
        "export;export my data;download my data;send me my data;give me my data;export everything;get my data;save my data;export data;give me a copy of my data;a copy of my data;copy of my data;download my answers;export my answers;send me my answers;can i get my data;can i download my data;export it;download everything;can i get a copy of my data;export my case;download;send me a copy;send me everything you have"
    ),
    "case": (
        "my case;show my case;my answers;show my answers;review;review my answers;what do you know about me;what do you know;what have i told you;what did i tell you;summary;show summary;what have you got;what do you have on me;"
        "show me my answers;see my answers;show me what you have;show what you have;what did i say;recap;my data;show my data;show me my data;what have i said;what have you got so far;what do you have so far;so far;status;where do i stand;see my data;list my answers;what are my answers;show everything;show me everything;my info;show my info;what info do you have;what do you have;what do you know about me so far;show my details;my details;my numbers;show my numbers;what are my numbers;what i told you"
    ),
    "thanks": (
        "thanks;thank you;thx;ty;tysm;cheers;much appreciated;many thanks;thanks a lot;thank you so much;thank you very much;appreciate it;great thanks;thanks so much;perfect thanks;cool thanks;ok thanks;okay thanks;awesome thanks;thanks bot;"
        "🙏;❤;great;awesome;cool;perfect;nice;wonderful;excellent;good bot;love it;brilliant;thats great;thats helpful;very helpful;helpful;got it thanks;got it;understood;i see;makes sense;good to know;thank u;thanks that helps;that helps;thanks for the help;thank you for your help;thanks for your help;amazing;fantastic;super;sweet;nice one;good job;well done;thanks man;thanks very much;thanks again;danke;gracias;merci"
    ),
    "greeting": (
        "hi;hello;hey;hey there;hi there;hello there;good morning;good afternoon;good evening;howdy;yo;greetings;hiya;👋;hi bot;hello bot;hey bot;morning;whats up;sup;how are you;hello again;hi again;heya;hola;im back;i am back;evening;good day;hello hello;how are you doing;hows it going;anyone there;anybody there;you there;are you there;bonjour"
    ),
}  # fmt: skip

# What people call the answers, for "change my …" and "wrong …"; the slot's name is the one that the case uses.
SLOT_NAMES: dict[str, str] = {
    "age": "age;birthday;birth date;date of birth;birthdate;birth year;how old i am;years;dob",
    "pay": "pay;salary;income;compensation;comp;wage;wages;earnings;annual pay;yearly pay;how much i make;what i make;base salary;base pay;what i earn;annual salary",
    "deferral": "deferral;deferrals;elective deferral;401k contribution;contribution;contributions;401k contributions;pretax contribution;what i defer;how much i defer;what i put in;how much i put in;how much i contribute;what i contribute;deferral amount;contribution amount;elective deferrals;regular contribution;regular contributions;pre tax contribution",
    "match": "match;employer match;company match;match formula;matching;matching formula;employer contribution;the formula;formula;match rate",
    "match_dollars": "match dollars;match in dollars;match amount",
    "profit_sharing": "profit sharing;profit share",
    "nonelective_rate": "nonelective;non elective;nonelective contribution;non elective contribution;nonelective rate",
    "true_up": "true up;trueup",
    "after_tax_made": "after tax;after tax contribution;after tax contributions;after tax so far;after tax made;after tax amount",
    "plan_cap_rate": "plan cap;cap;plan limit;after tax cap;after tax limit;plans cap",
    "tax_year": "year;tax year;the year",
    "pay_frequency": "pay frequency;frequency;pay schedule;payday;paydays;pay period;pay periods;how often i am paid;how often im paid;how often i get paid;paycheck frequency;pay cycle;payroll schedule;number of paychecks",
    "filing_status": "filing status;filing;marital status;tax status;status",
    "state": "state;home state;state of residence;where i live",
    "employer": "employer;company;employer name;company name;job;who i work for;where i work",
    "provider": "provider;recordkeeper;record keeper;plan provider;401k provider;custodian;plan administrator",
    "plan_catch_up": "catch up;catchup;catch ups",
}  # fmt: skip

_CHANGE = re.compile(
    r"^(?:i(?:d| would)? (?:want|need|like|have|wish) to |id like to |can i |can we |could i |could we |let me |lets |please |i must |gotta |wanna |how do i |how can i |may i |can you |could you )*"
    r"(?:go back and )?(?:change|edit|correct|fix|update|modify|redo|amend|adjust|revise|go back to|re enter|reenter|switch)\b\s*"
    r"(?:my answer (?:to|for|about|on) |the answer (?:to|for|about|on) |my answer|an answer|one answer|the last answer|my last answer|something|my|the|a|it|that|this|one thing|about|some of my answers|answers|last one)?\s*"
    r"(?P<what>[a-z0-9 ]*?)(?: please| again| answer| question| thing)?$"
)
_WRONG = re.compile(
    r"^(?:wait |hold on |hang on |oops |no |sorry |hey |uh |um |ah |ugh |actually |oh |ooh |hmm )*(?:(?:that|thats|that is|that was|it|its|it is|it was|this|this is|thing|answer|my answer|the last answer|my last answer|last one|my|the|i typed|i put|i entered|i gave|i said|i made|you have|you got|got|i got|i had) )*"
    r"(?P<what>[a-z0-9 ]*?)\s*(?:(?:is|was|were|are|its|got|came out) )*(?:all )?(?:wrong|incorrect|not right|not correct|a mistake|mistake|an error|error|mistyped|a typo|typo|messed up|a wrong number|the wrong number|wrong number)(?: number| one| thing| answer)?(?: sorry)?$"
)
_WHAT_IF = re.compile(
    r"^(?:(?:and|ok|okay|so|but|hmm|well|now|also) )*(?:what if|whatif|what would happen if|what happens if|what happens when|suppose|supposing|imagine|how about if|what about if|and if|lets say|let us say|hypothetically|assume|assuming|say|what would change if|how would it change if|what changes if|how does it change if|if) (?P<rest>.+)$"
)
_COURTESY = re.compile(
    r"^(?:(?:please|ok|okay|well|hey|hi|hello|um|uh|oh|so|and|then|sorry|now|actually|no|wait|alright|lets|yo|bot|hmm|ah) )+|(?: (?:please|pls|plz|now|thanks|thank you|then|ok|bot|for me|mate|man|dude|sir|actually|sorry|again|lol|thx))+$"
)
_MARKS = re.compile(r"[^\w\s🤷👋🙏❤❓↩⬅🔙🔄⏭🆘🏠♂♀-]+")


def read_control(text: str) -> Control | None:
    """What `text` wants of the talk itself; None where it is an answer, a fact or a question on the subject.

    `text` is as typed; commands ("/back", "/change age") come this way too. Never takes a plain "no" or "yes".
    """
    stripped = text.strip()
    if stripped.startswith("/"):
        return _command(stripped)
    if len(stripped) > 300:
        return None
    low = " ".join(_MARKS.sub(" ", clean(stripped).lower().replace("'", "")).split())
    if not low:
        return Control("unknown") if set(stripped) <= {"?", " "} and stripped else None
    what_if = _WHAT_IF.match(low)
    if what_if and (what_if["rest"].count(" ") >= 1 or "max" in low) and not low.startswith(("say again", "say that", "say what", "say it")):
        certain = not low.startswith(("if ", "say ", "assume ", "assuming "))
        if certain or stripped.endswith("?"):
            return Control("what_if", text=stripped)
    table = _exact()
    for wording in (low, _COURTESY.sub("", low).strip()):
        if wording in table:
            return Control(table[wording])
    bare = _COURTESY.sub("", low).strip()
    return _change(bare) or _wrong(low)


@cache
def _exact() -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for kind, wordings in _EXACT.items():
        for wording in wordings.split(";"):
            found.setdefault(wording.replace("'", ""), kind)
    return found


def _command(text: str) -> Control | None:
    name, _, rest = text[1:].partition(" ")
    kind = COMMANDS.get(name.partition("@")[0].lower())
    rest = rest.strip()
    if kind is None or (kind == "menu" and name.lower().startswith("start") and rest):
        return None
    if kind == "change":
        return Control(kind, slot_called(rest.lower()) if rest else None)
    return Control(kind, text=rest if kind == "what_if" else "")


@cache
def _slots() -> dict[str, str]:
    return {name: slot for slot, names in SLOT_NAMES.items() for name in (*names.split(";"), slot, slot.replace("_", " "))}


def slot_called(words: str) -> str | None:
    """The slot that people call `words` ("salary" is `pay`); None where there is none."""
    words = words.strip().replace("-", " ")
    for lead in ("my ", "the ", "our ", "an ", "a "):
        words = words.removeprefix(lead)
    return _slots().get(words)


def slot_names(words: Sequence[str]) -> str | None:
    """The slot named by the longest run of `words`."""
    for length in range(min(5, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            slot = _slots().get(" ".join(words[start : start + length]))
            if slot:
                return slot
    return None


def _change(low: str) -> Control | None:
    match = _CHANGE.match(low)
    if match is None:
        return None
    what = match["what"].strip()
    if not what:
        return Control("change")
    slot = slot_called(what)
    if slot:
        return Control("change", slot)
    return None


def _wrong(low: str) -> Control | None:
    match = _WRONG.match(low)
    if match is None:
        return None
    what = match["what"].strip()
    if low in {"wrong", "incorrect", "not right", "not correct", "no wrong"}:
        return None  # an answer to yes or no, and to "is that right?"
    if not what:
        return Control("change")
    slot = slot_called(what)
    return Control("change", slot) if slot else None
