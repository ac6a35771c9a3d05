"""Whether the unit tests see a rule broken: one line of the core or of the delivery rules is changed at a time.

`make mutants`, or `python -m tests.mutants retry` for the files whose path holds "retry". Each change is made in a copy
of the tree; the tests of the module's name run first, then, should they pass, all unit tests. A change that no test
sees has survived. Exit code 1: less than 95 % were killed, or one survived without its reason in the list.
2: the list no longer fits the code.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TREE = ("service", "workers", "tests", "docs", "deploy", "requirements")
ENOUGH = 0.95
HANGS_S = 600  # a change that makes an endless loop is seen as well
PASSED, FAILED, NOT_COLLECTED = 0, 1, 2  # exit codes of pytest
WRONG_LIST = 2
# Of the repository's guard the unchanged list of changes is a part, so it would see each of them.
ALL_TESTS = ("tests/unit", "--ignore=tests/unit/test_repository.py")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed line: `breaks` is what goes wrong with it. `survives` is the reason why no test can see it."""

    file: str
    old: str
    new: str
    breaks: str
    survives: str = ""

    @property
    def tests(self) -> Path:
        return Path("tests", "unit", f"test_{Path(self.file).name}")

    def applied(self, text: str) -> str:
        """The file's text with the change. Raises ValueError when it cannot be made in exactly one place."""
        if (times := text.count(self.old)) != 1:
            raise ValueError(f"{self.file}: stands there {times} times instead of once: {self.old}")
        changed = text.replace(self.old, self.new)
        compile(changed, self.file, "exec")
        return changed


def core(module: str, old: str, new: str, breaks: str, survives: str = "") -> Mutant:
    return Mutant(f"service/core/{module}.py", old, new, breaks, survives)


MUTANTS = [
    # when a delivery is tried again
    core("retry", "wait_s = max(wait_s, min(retry_after_s, MAX_RETRY_AFTER_S))", "pass", "Retry-After is ignored"),
    core("retry", "max(wait_s, min(retry_after_s, MAX_RETRY_AFTER_S))", "min(retry_after_s, MAX_RETRY_AFTER_S)",
         "a channel may shorten the wait"),
    core("retry", "min(retry_after_s, MAX_RETRY_AFTER_S)", "retry_after_s", "a channel may ask for years"),
    core("retry", "if tries > len(RETRY_AFTER_S)", "if tries >= len(RETRY_AFTER_S)", "given up one try too soon"),
    core("retry", "RETRY_AFTER_S[tries - 1]", "RETRY_AFTER_S[0]", "never backs off"),
    core("retry", "rng.uniform(1.0, 1.2)", "1.0", "all are tried again in step"),
    core("retry", "if result.delivered or not result.again:", "if not result.again:", "sends again what has arrived"),
    core("retry", "if result.delivered or not result.again:", "if result.delivered:", "sends again what was refused"),
    core("retry", "retry_after_s=result.retry_after_s", "retry_after_s=None", "the channel's Retry-After is lost"),
    core("send_result", "self.outcome is Outcome.DELIVERED", "True", "every attempt counts as delivered"),
    # how owed work ends
    core("outbox", "return EntryState.CANCELLED_BY_CONFIG,", "return EntryState.DEAD,",
         "a removed channel makes dead letters"),
    core("outbox", "    if result.delivered:", "    if result.delivered and again_at is None:",
         "a delivered notification stays owed"),
    core("outbox", "EntryState.DEAD if again_at is None else EntryState.OWED", "EntryState.DEAD",
         "one failed attempt makes a dead letter"),
    core("outbox", "EntryState.DEAD if again_at is None else EntryState.OWED", "EntryState.OWED",
         "what is given up stays owed for ever"),
    core("outbox", '"\\0".join([kind, *parts])', '"".join([kind, *parts])', "different work has one id"),
    # what overtakes a notification
    core("notification", "    if kind in MILESTONES:", "    if False:", "an overtaken milestone is sent"),
    core("notification", "return ended or moot", "return moot", "a job is told as started after it has ended"),
    core("notification", "return ended or moot", "return ended", "a silence that is over is still told"),
    core("notification", "JOB_RECOVERED and stalled", "JOB_RECOVERED and not stalled", "no recovery is ever told"),
    core("notification", "return about is not None and about != status", "return False",
         "an ending that another replaced is sent"),
    # who is notified
    core("subscription", "event.project != self.project or not", "not", "events reach other projects"),
    core("subscription", "and (not self.models or _any(self.models, event.model_name or \"\"))", "",
         "the models filter is ignored"),
    core("subscription", "and _any(self.providers, event.provider)", "", "the providers filter is ignored"),
    core("subscription", "event.kind in self.events", "True", "every event is sent"),
    core("subscription", "return self.trouble", "return True", "trouble cannot be refused"),
    core("subscription", "for one in reversed(found)}.values()) if event.kind in TROUBLE else",
         "for one in reversed(found)}.values()) if False else", "a channel hears of trouble twice"),
    # when a job is asked about again
    core("refresh", "max(again_s(tries), wait_s or 0)), tries + 1", "max(again_s(tries), wait_s or 0)), tries",
         "postponed refreshes never back off"),
    core("refresh", "max(again_s(tries), wait_s or 0)", "again_s(tries)", "the provider's wait is ignored"),
    core("refresh", "AGAIN_S[min(tries, len(AGAIN_S) - 1)]", "AGAIN_S[0]", "a changed job is asked about each second"),
    core("refresh", "if times <= len(NOT_FOUND_WAIT_S)", "if times < len(NOT_FOUND_WAIT_S)", "given up too soon"),
    core("poll_interval", "2.0 ** min(failures, MAX_DOUBLINGS)", "1.0", "a failing account is polled as before"),
    core("poll_interval", "rng.uniform(0.8, 1.0), at_least_s)", "rng.uniform(0.8, 1.0), 0.0)",
         "a provider's Retry-After is ignored"),
    core("poll_interval", "and all(by_webhook)", "and any(by_webhook)", "unreliable webhooks are relied on"),
    core("poll_interval", "inputs.keeps_ended_s / FORGETTING_SHARE", "inputs.keeps_ended_s",
         "a result may be forgotten before the next poll"),
    # what a job is
    core("job", "untold=untold and (is_new or snapshot.life <= job.life)", "untold=untold",
         "a revived job stays untold"),
    core("job", "advanced = rank > job.rank", "advanced = rank >= job.rank", "the same snapshot counts as progress"),
    core("job", "rank=max(rank, job.rank)", "rank=rank", "an older snapshot takes the job back"),
    core("job", "int(snapshot.status in ENDINGS), snapshot.revision", "0, snapshot.revision",
         "a late report reopens an ended job"),
    core("job", "registers=snapshot.status is Status.SUCCEEDED", "registers=False", "no model is registered"),
    core("job", "() if changed.untold or news is None", "() if news is None", "hundreds of old jobs are told"),
    core("job", "if rank > job.ranks.get(name, LOWEST)", "if True", "an older fact replaces a newer one"),
    core("job", "if ranks[name][0] < life", "if False", "a success shows the error of its first try"),
    core("job", 'and via != "webhook"', "", "an ending that a webhook brought first is silent"),
    core("job", "finished_s <= known_s if first_list else", "finished_s < known_s if first_list else",
         "old jobs of the same second are told"),
    core("job", "ended_via=job.ended_via or (via if is_ending else None)", "ended_via=via if is_ending else None",
         "the last report counts as the first"),
    core("job", "kind, snapshot.status.value, snapshot.life)", "kind, snapshot.status.value)",
         "a second ending is not told"),
    core("snapshot", "if name not in VOLATILE", "", "each step of a training is news"),
    core("snapshot", "Status.CANCELLED, Status.EXPIRED})", "Status.CANCELLED})", "an expired job never ends"),
    core("snapshot", "content = (self.life, ", "content = (0, ", "two lives are one"),
    core("stalled", "max(BEATS * beat_s, LEAST_PATIENCE_S)", "BEATS * beat_s", "a slow network is a stall"),
    core("stalled", "due_at > now or", "", "every job is stalled"),
    core("stalled", "before is None or not receiving or", "before is None or", "our own outage stalls every job"),
    core("stalled", "None if job.untold else _event(EventKind.JOB_STALLED", "_event(EventKind.JOB_STALLED",
         "an untold job is told as stalled"),
    core("event", "[subject, kind.value, *map(str, parts)]", "[subject, kind.value]", "two endings are one event"),
    core("event", 'f"{event}\\0{subscription}"', "event", "two subscriptions share a notification"),
    core("account", "2 * self.never > self.endings", "self.never > self.endings", "lost webhooks go unseen"),
    core("account", "len(key) < MIN_KEY_CHARS", "len(key) < 2", "a short key is shown"),
    # what travels and what is stored
    core("task", "HOT if self.kind == EntryKind.DELIVER else SLOW", "SLOW", "a message waits behind evaluations"),
    core("task", "{self.entry}:{self.tries}:{self.after}", "{self.entry}:{self.after}", "a retry hides behind its try"),
    core("task", "parts += [item.outcome, str(item.received_at_us)]", "pass", "repeated deliveries are one"),
    core("wire", "body.decode()  # msgspec", "pass  # msgspec", "bytes that are not UTF-8 pass"),
    core("wire", 'value.replace("\\x00", "\\ufffd")', "value", "PostgreSQL refuses a text"),
    core("wire", "value if INT64_MIN <= value <= INT64_MAX else None", "value", "a column overflows"),
    core("wire", "if depth > MAX_DEPTH", "if depth >= MAX_DEPTH", "cut one level too soon"),
    core("config", 'return "***"', "return self._value", "a secret is printed"),
    core("signature", "if age_s > TOLERANCE_S", "if False", "an old request is replayed"),
    core("signature", "if age_s < -TOLERANCE_S", "if False", "a request is signed for later"),
    core("signature", "encode() or None", "encode()", "an empty secret lets anyone sign"),
    core("request_head", "_SIGNATURES.fullmatch(value)", "_SIGNATURES.match(value)", "a secret is kept"),
    core("address", "        return True\n", "        return False\n", "what is no address is connected to"),
    # what an evaluation says
    core("evaluation", "cost is None or cost > suite.max_usd", "cost is not None and cost > suite.max_usd",
         "a limit without prices is no limit"),
    core("evaluation", "spent.output_tokens > suite.max_tokens", "spent.output_tokens >= suite.max_tokens",
         "the budget's last token is not spent"),
    core("evaluation", "if p_value < alpha:", "if p_value <= 1:", "chance is a verdict"),
    core("evaluation", "left_out = set(findings.leaked) if clean else set()", "left_out: set[str] = set()",
         "leaked items flatter"),
    core("evaluation_plan", "if suite.project == version.project", "if True", "suites judge other projects"),
    core("model", '("model_name", "suffix")', '("suffix", "model_name")', "the suffix wins over the name asked for"),
]  # fmt: skip


def misfits(mutants: Sequence[Mutant]) -> Iterator[str]:
    """What is wrong with each change that cannot be made."""
    for mutant in mutants:
        try:
            mutant.applied((ROOT / mutant.file).read_text())
        except (OSError, ValueError, SyntaxError) as error:
            yield str(error)


def copy_tree(place: Path) -> None:
    for name in TREE:
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy2(path, place / path.name)


def passes(place: Path, *tests: str) -> bool:
    """Whether the tests pass in the copy."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}  # two changes within a second could share one compiled file
    try:
        ran = subprocess.run(command, cwd=place, env=env, stdout=subprocess.DEVNULL, timeout=HANGS_S)
    except subprocess.TimeoutExpired:
        return False
    if ran.returncode not in (PASSED, FAILED, NOT_COLLECTED):
        raise RuntimeError(f"pytest ended with {ran.returncode}: {tests}")
    return ran.returncode == PASSED


def survives(place: Path, mutant: Mutant) -> bool:
    """Whether no unit test sees the change."""
    file = place / mutant.file
    text = file.read_text()
    file.write_text(mutant.applied(text))
    try:
        return passes(place, str(mutant.tests)) and passes(place, *ALL_TESTS)
    finally:
        file.write_text(text)


def main(words: Sequence[str]) -> int:
    if problems := list(misfits(MUTANTS)):
        print(*problems, sep="\n")
        return WRONG_LIST
    chosen = [mutant for mutant in MUTANTS if not words or any(word in mutant.file for word in words)]
    with tempfile.TemporaryDirectory() as folder:
        copy_tree(Path(folder))
        if not passes(Path(folder), *sorted({str(mutant.tests) for mutant in chosen})):
            print("the tests fail without any change")
            return WRONG_LIST
        survivors = []
        for mutant in chosen:
            survived = survives(Path(folder), mutant)
            print(
                "survived" if survived else "killed  ", f"{mutant.file}: {mutant.breaks}", mutant.survives, flush=True
            )
            survivors += [mutant] if survived else []
    share = 1 - len(survivors) / len(chosen)
    print(f"{len(chosen) - len(survivors)} of {len(chosen)} killed: {share:.1%}")
    return int(share < ENOUGH or any(not mutant.survives for mutant in survivors))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
