"""An operator's own pattern for lines of a log, refused where it could take very long on one of them.

Python's `re` tries one way after another to share a line out among the repeats of a pattern. So a pattern may have a
few that could take the same characters with nothing fixed between them, and none of what itself varies.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from dataclasses import dataclass, field

from service.providers import BadOption
from service.providers.loglines import STEPS, TOTALS

OPTION = (
    "a regular expression for a line of the log: its groups `step` and `total_steps` say where, every other named "
    "group is a metric, `loss` means train_loss"
)
MAX_PATTERN_CHARS = 500
MAX_OPEN_REPEATS = 2
MAX_RUNS = 64
ZERO_WIDTH = ("^", "$", r"\b", r"\B", r"\A", r"\Z")
OTHER_CHARS = "\xa0éЖ中\u2588"  # of other alphabets

_TOKEN = re.compile(
    r"\((?:\?(?:P<\w+>|P=|<?[=!]|>|:|#|\(|[A-Za-z-]*[:)]))?"  # what opens a group, up to what it holds
    r"|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|\\(?:x..|u.{4}|U.{8}|N\{[^}]*\}|.)"
    r"|.",
    re.DOTALL,
)
_UNREAD = re.compile(r"\\\d|\(\?(?:P=|#|\(|[A-Za-z]*x)")
_QUANTIFIER = re.compile(r"([*+?]|\{\d*,\d*\}|\{\d+\})[?+]?")
_Run = tuple[frozenset[str], ...]


def loss_pattern(text: str) -> re.Pattern[str]:
    """The operator's pattern. Raises BadOption for one that does not compile, names no metric or could run for ever."""
    if len(text) > MAX_PATTERN_CHARS:
        raise BadOption(f"loss_pattern is longer than {MAX_PATTERN_CHARS} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Python's doubts about a pattern, which later versions read otherwise
            pattern = re.compile(text)
    except (re.error, RecursionError, OverflowError, Warning) as error:
        where = f" at position {error.pos}" if isinstance(error, re.error) and error.pos is not None else ""
        raise BadOption(f"loss_pattern is not a regular expression{where}") from None
    if not set(pattern.groupindex) - {*STEPS, *TOTALS}:
        raise BadOption("loss_pattern needs a named group for a number, such as (?P<loss>[0-9.]+)")
    if danger := _danger(text):
        raise BadOption(f"loss_pattern {danger}: on some lines that runs for ever")
    return pattern


@dataclass(slots=True)
class _Group:
    """A group that is open. A run is what was repeated before a place and could end there or earlier: the characters
    of each repeat. `before` are the runs at its beginning, `ends` those at the ends of its choices so far."""

    before: set[_Run]
    refreshes: bool = False  # it looks around, and takes nothing
    ends: set[_Run] = field(default_factory=set)
    chars: frozenset[str] = frozenset()
    firsts: frozenset[str] = frozenset()  # what it may begin with
    unsure: frozenset[str] = frozenset()  # with which of its choices that is, these do not tell
    first: frozenset[str] = frozenset()  # what this choice may begin with
    begun: bool = False  # something has to be there: `first` is complete
    maybe: bool = False  # a choice may be of nothing
    varies: bool = False

    def hold(self, chars: frozenset[str], first: frozenset[str], *, needed: bool) -> None:
        self.chars |= chars
        self.first |= frozenset() if self.begun else first
        self.begun = self.begun or needed

    def choose(self, runs: set[_Run]) -> None:
        """A choice ends here."""
        self.ends |= runs
        self.unsure |= self.firsts & self.first
        self.firsts |= self.first
        self.maybe = self.maybe or not self.begun
        self.first, self.begun = frozenset(), False

    def open_to(self, optional: bool) -> frozenset[str]:
        """The characters at which there are two ways on."""
        return self.firsts if optional or self.maybe else self.unsure


def _danger(text: str) -> str | None:
    """What makes a pattern slow on a line made for that: a repeat of something that itself varies, or too many repeats
    that could share the same characters out among them in many ways. A scan of the text, since Python does not show a
    pattern's parts."""
    alphabet = frozenset(map(chr, range(128))) | frozenset(text + OTHER_CHARS)
    runs: set[_Run] = {()}
    groups, place = [_Group(runs)], 0
    while place < len(text):
        atom = _TOKEN.match(text, place)
        assert atom is not None, "a dot matches anything"
        word, place = atom.group(), atom.end()
        if _UNREAD.match(word):
            return "refers back to a group, or has a comment or the flag x"
        if word in ZERO_WIDTH or (word.startswith("(?") and word.endswith(")")):
            continue
        if word.startswith("("):
            groups.append(_Group(runs, refreshes=word.endswith(("=", "!"))))
            continue
        if word == "|":
            groups[-1].choose(runs)
            groups[-1].varies, runs = True, groups[-1].before
            continue
        quantifier = _QUANTIFIER.match(text, place)
        place = place if quantifier is None else quantifier.end()
        times = "" if quantifier is None else quantifier[1]
        varies = times[:1] in ("*", "+", "?") or "," in times
        if word == ")" and len(groups) > 1:
            group = groups.pop()
            group.choose(runs)
            chars, first, needed = group.chars, group.firsts, not (group.maybe or group.refreshes)
            if times not in ("", "?") and group.varies:
                return "repeats a group that holds a repeat or a choice"
            runs = group.ends | group.before if varies or group.refreshes else group.ends
            if shared := chars if varies and times != "?" else group.open_to(optional=varies):
                runs = {(*run, shared) for run in runs}
            groups[-1].varies |= group.varies
        else:
            chars = first = _chars(word, alphabet)
            needed = True
            if varies:
                runs = {(*run, chars) for run in runs}
            else:
                runs = {tuple(one for one in run if one & chars) for run in runs}
        groups[-1].varies |= varies
        groups[-1].hold(chars, first, needed=needed and times[:1] not in ("*", "?"))
        if len(runs) > MAX_RUNS or any(_shared(run) > MAX_OPEN_REPEATS for run in runs):
            return f"has more than {MAX_OPEN_REPEATS} repeats that could take the same characters"
    return None


def _chars(atom: str, alphabet: frozenset[str]) -> frozenset[str]:
    """The characters that the atom matches, whatever flags there are; all of them where that cannot be told."""
    flags = (re.DOTALL, re.DOTALL | re.IGNORECASE)
    return frozenset(one for one in alphabet if any(re.fullmatch(atom, one, flag) for flag in flags)) or alphabet


def _shared(run: _Run) -> int:
    """How many of the repeats could take one and the same character."""
    return max(Counter(char for chars in run for char in chars).values(), default=0)
