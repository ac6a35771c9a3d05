"""What a trainer's log says of its loss, in the words of many trainers; no log and no pattern can hold us up."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.snapshot import Metric
from service.providers import BadOption
from service.providers.loglines import (
    MAX_CHARS,
    MAX_LINE_CHARS,
    MAX_LINES,
    MAX_METRICS,
    MAX_TAIL_CHARS,
    MAX_TAIL_LINES,
    lines_of,
    lines_of_stream,
    read_log,
    tail_of,
)
from service.providers.losspattern import loss_pattern


def values(*lines: str, pattern: str | None = None, whole: bool = True) -> dict[tuple[int, str], float | None]:
    found = read_log(lines, pattern=None if pattern is None else loss_pattern(pattern), whole=whole)
    return {(metric.step, metric.name): metric.value for metric in found.metrics}


@pytest.mark.parametrize(
    ("line", "step", "loss"),
    [
        ("step 500/1000 loss=0.081", 500, 0.081),
        ("Step: 12 of 40 - train_loss: 1.25", 12, 1.25),
        ("steps 3/9, loss = 2", 3, 2.0),
        ("global_step=7 loss=1e-3", 7, 0.001),
        (
            "flux_train_replicate:  31%|███   | 309/1000 [05:19<11:54,  1.03s/it, lr: 4.0e-04 loss: 4.501e-01]",
            309,
            0.4501,
        ),
        ("steps:  10%|█ | 160/1600 [02:10<19:30,  1.23it/s, avr_loss=0.34]", 160, 0.34),
        ("{'step': 4, 'loss': 0.5}", 4, 0.5),
        ('{"global_step": 4, "loss": 0.5, "max_steps": 8}', 4, 0.5),
        ("INFO 2026-11-23 trainer.py:12 - step=4 loss=-0.5", 4, -0.5),
    ],
)
def test_a_line_with_its_own_step_is_understood(line: str, step: int, loss: float) -> None:
    assert values(line)[step, "train_loss"] == loss


def test_a_loss_belongs_to_the_progress_bar_before_it_and_an_evaluations_bar_is_another() -> None:
    log = [
        "Map: 100%|██████████| 1000/1000 [00:00<00:00]",
        "  2%|▏         | 10/500 [00:02<01:00,  4.1it/s]",
        "{'loss': '0.31', 'grad_norm': 'nan', 'learning_rate': '2e-05', 'rewards/margin': 0.5, 'epoch': 0.3}",
        "  4%|▏         | 20/500 [00:04<01:00,  4.1it/s]",
        "{'loss': 0.30, 'learning_rate': 2e-05, 'epoch': 0.6}",
        "100%|██████████| 7/7 [00:01<00:00]",
        "{'eval_loss': 0.41, 'eval_runtime': 2.0, 'eval_samples_per_second': 9.1, 'epoch': 0.6}",
        "{'train_runtime': 3.4, 'train_samples_per_second': 10, 'train_loss': 0.9, 'epoch': 3.0}",
    ]
    assert values(*log) == {
        (10, "train_loss"): 0.31,
        (10, "grad_norm"): None,
        (10, "learning_rate"): 2e-05,
        (10, "rewards/margin"): 0.5,
        (20, "train_loss"): 0.3,
        (20, "learning_rate"): 2e-05,
        (20, "eval_loss"): 0.41,
    }
    assert read_log(log).facts == {"step": 20, "total_steps": 500}


def test_a_bar_is_no_progress_of_a_training_of_which_nothing_was_seen() -> None:
    log = ["Downloading: 100%|████| 9/9 [00:02<00:00]"]
    assert read_log(log).facts == {}
    assert read_log([*log, "  2%|▏ | 10/500 [00:02<01:00]", "{'loss': 3}"]).facts == {"step": 10, "total_steps": 500}
    rewards = [*log, "  2%|▏ | 10/500 [00:02<01:00]", "{'reward': 3}", "  4%|▏ | 20/500 [00:02<01:00]"]
    assert read_log(rewards).facts == {"step": 20, "total_steps": 500}


def test_the_newest_word_on_a_step_stays() -> None:
    assert values("step 1/9 loss=3", "step 1/9 loss=2") == {(1, "train_loss"): 2.0}


def test_without_any_step_the_lines_are_counted_if_the_log_is_whole() -> None:
    log = ["{'loss': 3}", "nothing", "{'loss': 2}"]
    assert values(*log) == {(1, "train_loss"): 3.0, (2, "train_loss"): 2.0}
    assert values(*log, whole=False) == {}
    evaluated = ["{'loss': 3}", "{'eval_loss': 5}", "{'loss': 2}"]
    assert values(*evaluated) == {(1, "train_loss"): 3.0, (1, "eval_loss"): 5.0, (2, "train_loss"): 2.0}


def test_the_lines_of_a_log_that_is_cut_are_not_counted() -> None:
    assert len(values(*["{'loss': 3}"] * MAX_LINES)) == MAX_LINES
    assert values(*["{'loss': 3}"] * (MAX_LINES + 1)) == {}
    assert values(*["{'loss': 3}" + " " * MAX_LINE_CHARS] * (MAX_CHARS // MAX_LINE_CHARS + 1)) == {}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Downloading weights: 100%|██████████| 10/10 [00:02<00:00]",
        "loaded 10/10 images",
        "2026-11-23 10:00:00 starting",
        "the loss of a friend",
        "http://example.com/loss=1/2",
        "loss=abc",
        "{'epoch': 1.0}",
        "checkpoint-500/model.safetensors: 2.1G",
    ],
)
def test_what_speaks_of_no_loss_is_no_metric(line: str) -> None:
    assert values(line) == {}


def test_a_nan_loss_is_kept_as_one() -> None:
    assert values("step 3/9 loss=nan") == {(3, "train_loss"): None}


def test_a_progress_bars_carriage_returns_end_its_lines() -> None:
    log = lines_of("a: 1%|  | 1/9 [0:0, loss: 3]\ra: 2%|  | 2/9 [0:0, loss: 2]\nend")
    assert values(*log) == {(1, "train_loss"): 3.0, (2, "train_loss"): 2.0}
    assert lines_of(None) == lines_of(7) == lines_of(["a"]) == []


# The operator's own pattern


def test_a_pattern_of_ones_own_reads_what_it_names_and_nothing_else() -> None:
    pattern = r"it (?P<step>\d+)/(?P<total_steps>\d+).*?nll (?P<loss>[\d.]+) ppl (?P<perplexity>\S+)"
    log = ["it 5/90 nll 0.5 ppl 1.64", "step 9/10 loss=3", "it 6/90 nll 0.25 ppl nan"]
    assert values(*log, pattern=pattern) == {
        (5, "train_loss"): 0.5,
        (5, "perplexity"): 1.64,
        (6, "train_loss"): 0.25,
        (6, "perplexity"): None,
    }
    assert read_log(log, pattern=loss_pattern(pattern)).facts == {"step": 6, "total_steps": 90}


def test_a_pattern_without_a_step_takes_the_progress_bars() -> None:
    log = ["x:  1%|▏  | 3/90 [00:02<01:00]", "nll 0.5"]
    assert values(*log, pattern=r"nll (?P<loss>[\d.]+)") == {(3, "train_loss"): 0.5}


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(?P<loss>", "missing )"),
        ("[", "missing ]"),
        ("(?P<loss>x)**", "bad repetition"),
        ("(?P<step>1)", "named group"),
        ("loss", "named group"),
        ("(?P<loss>\ud800)", "Unicode"),
        ("(?P<loss>x)" + "y" * 500, "longer"),
        ("(?:.{999}.)" * 40 + "(?P<loss>x)", "too large"),
        (r"(?<!eval_)loss=(?P<loss>\S+)", "look around"),
        (r"loss=(?P<loss>\S+)(?= end)", "look around"),
        (r"(?P<loss>\d)(?P=loss)", "refer back"),
        (r"(a)\1(?P<loss>x)", "refer back"),
        (r"(a)?(?(1)b|c)(?P<loss>x)", "refer back"),
        (r"(?P<loss>(?>\d+))", "plain group"),
        (r"(?P<loss>\d++)", "plain repeat"),
        (r"(?P<loss>\d{3}+)", "plain repeat"),
        (r"(?x)(?P<loss>a+) *b", "flags i, m, s and U"),
        (r"(?a)(?P<loss>\d+)", "flags i, m, s and U"),
        (r"a(?# )(?P<loss>b)", "no comments"),
        (r"(?P<loss>\d+)\Z", r"write \z"),
        (r"\u2588(?P<loss>\d+)", r"\x{2588}"),
        (r"\N{FULL BLOCK}(?P<loss>\d+)", r"\x{2588}"),
        (r"(?P<loss>\d{1,2000})", "1000 times"),
        (r"(?P<loss>\d{,3})", "write {0,3}"),
        (r"(?P<loss>\d{,})", "write {0,3}"),
        (r"nll (?P<loss>\d)|loss (?P<loss>\d)", "stands there twice"),
    ],
)
def test_a_pattern_that_re2_does_not_know_is_refused_with_what_to_write_instead(pattern: str, why: str) -> None:
    with pytest.raises(BadOption, match=re.escape(why)) as caught:
        loss_pattern(pattern)
    assert str(caught.value).startswith("loss_pattern")


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (
            r"step\s+(?P<step>\d+)/(?P<total_steps>\d+)\s+loss\s*=\s*(?P<loss>[-+]?\d+(?:\.\d+)?(?:e-?\d+)?)",
            "step  5/90 loss = -1.5e-3 end",
        ),
        (r"\[(?P<step>\d+)\].*loss: (?P<loss>[0-9.]+)", "[7] loss: 3 loss: 0.5"),
        (r"(?i)loss[=: ]+(?P<loss>[\d.]{1,9}|nan)", "LOSS: NaN"),
        (r"[]()*]+(?P<loss>\d)", "()]*3"),
        (r"[^]]\](?P<loss>\d)", "a]3"),
        (r"\(\*\)+(?P<loss>\d)", "(*)))4"),
        (r"loss:?\s*(?P<loss>[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?)", "loss .5E+1"),
        (r"^\s*(?P<step>\d+)\s*\|\s*(?P<loss>\S+)\s*\|\s*(?P<accuracy>\S+)\s*$", " 3 | 0.5\t|0.75  "),
        (r"(?:^|[^_])loss=(?P<loss>[-+]?(?:\d+\.\d*|\.\d+|\d+))\b", "eval_loss=3 loss=2."),
        (
            r"(?:iter|step)\s+(?P<step>\d+)\s*:\s*loss\s+(?P<loss>\d+\.\d+)(?:, time (?P<ms>\d+)ms)?",
            "iter 3: loss 1.25",
        ),
        (
            r"step (?P<step>\d{1,9})/(?P<total_steps>\d+).*?loss[ =:]+(?P<loss>\d+\.\d+|nan|inf)",
            "step 1/2 loss inf loss=2",
        ),
        (r"at (?P<step>\d+) the gap is (?P<loss>[\d.]+)", "at 5 the gap is 0.25"),
        (r"█{3,} (?P<loss>\d)|é(?P<café>.)", "█████ 3"),
        (r"█{3,} (?P<loss>\d)|é(?P<café>.)", "é█"),
        (r"(?P<loss>(\d+)+)\t\x41\\ \-\.", "12\tA\\ -."),
        (r"(?P<loss>x{2}?y??)(?P<rest>[\w.-]+?)$", "xxy.z"),
        (r"(?s).*(?P<loss>\d)", "1\n2"),
        (r"(?P<loss>\d)", "none"),
    ],
)
def test_an_ordinary_pattern_takes_what_pythons_own_would(pattern: str, line: str) -> None:
    match = re.search(pattern, line)
    expected = {} if match is None else {name: text for name, text in match.groupdict().items() if text is not None}
    assert loss_pattern(pattern)(line) == expected


@pytest.mark.parametrize(
    "repeats",
    [
        r"(?:a+)+",
        r"(?:a*)*",
        r"(?:a|a)*",
        r"(?:a|aa)+",
        r"(?:(?:a+)+)+",
        r"(?:.*)*",
        ".*" * 20,
        "a?" * 200 + "a" * 40,
        r"(?:a?){999}",
        r"(?:\w+\s?)*",
        r"(?:[\s\S]*)*",
    ],
)
def test_no_repeat_in_a_pattern_takes_long_on_a_line_made_for_it(repeats: str) -> None:
    """By `re` each of these would run for longer than anyone waits."""
    pattern = loss_pattern(f"^{repeats}(?P<loss>!)$")
    assert pattern("a" * MAX_LINE_CHARS) == {}
    assert pattern("a" * 100 + "!") == {"loss": "!"}


def test_a_line_that_is_no_unicode_is_read_all_the_same() -> None:
    assert loss_pattern(r"(?P<loss>\d)(?P<after>.)")("\ud800 3\udfff") == {"loss": "3", "after": "?"}


@given(text=st.text(alphabet="()[]{}*+?|\\.^$P<>loss:=!,1dC ", max_size=40), line=st.text(max_size=20))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_pattern_or_one_error(text: str, line: str) -> None:
    message = "loss_pattern"
    try:
        assert all(isinstance(part, str) for part in loss_pattern(text)(line).values())
    except BadOption as error:
        message = str(error)
    assert message.startswith("loss_pattern")


# Strangers


@given(
    lines=st.lists(st.text(max_size=80) | st.sampled_from(["step 1/2 loss=3", "1/2 [", "{'loss': 1e999}"]), max_size=8)
)
@settings(max_examples=200, deadline=None)
def test_any_log_is_read(lines: list[str]) -> None:
    found = read_log(lines)
    for metric in found.metrics:
        assert isinstance(metric, Metric)
        assert metric.step >= 0
    tail_of(lines)


@pytest.mark.parametrize(
    "line",
    [
        "a" * 10**6,
        "loss" + "1" * 10**5,
        "loss |" + " " * 10**5,
        "loss a.a-a/" * 10**4,
        "step " * 10**4 + "loss",
        "9" * 5000,
    ],
)
def test_a_giant_line_is_read_up_to_its_bound(line: str) -> None:
    read_log([line] * 5)
    assert values(line[:10] + " " * MAX_LINE_CHARS + "step 1/2 loss=3") == {}


def test_only_the_newest_lines_of_a_giant_log_are_read() -> None:
    log = [f"step {n}/99999 loss={n}" for n in range(1, MAX_LINES + 5)]
    steps = {step for step, _ in values(*log)}
    assert steps == set(range(5, MAX_LINES + 5))
    wide = [f"step {n}/99999 loss={n}" + " " * 1000 for n in range(1, 5000)]
    assert sum(len(wide[step - 1]) for step, _ in values(*wide)) <= MAX_CHARS
    assert (4999, "train_loss") in values(*wide)


def test_a_log_gives_a_bounded_number_of_metrics() -> None:
    line = "{" + ", ".join(f"'loss_{n}': 1" for n in range(90)) + "}"
    assert len(read_log([f"x | {n}/999 [\n" if n % 2 else line for n in range(900)]).metrics) == MAX_METRICS


def test_the_tail_is_the_last_lines_within_its_bounds() -> None:
    assert tail_of(["a", "", "b  ", "   "]) == "a\nb"
    assert tail_of([]) is tail_of(["", " "]) is None
    assert (tail_of([str(n) for n in range(1000)]) or "").splitlines() == [str(n) for n in range(980, 1000)]
    assert len(tail_of(["x" * 10_000] * 9) or "") == MAX_TAIL_CHARS
    assert MAX_TAIL_LINES == 20


def test_an_event_streams_lines_are_read_and_everything_else_in_it_passed_over() -> None:
    events = [
        'data: {"data": "one\\ntwo", "timestamp": "2026-11-23T10:00:00Z"}',
        ": keep-alive",
        "event: metric",
        "data: no json",
        'data: {"other": 1}',
        'data: {"data": 7}',
        'data:{"data": "three"}\r',
        "<html>",
    ]
    assert lines_of_stream("\n\n".join(events).encode() + b"\xff") == ["one", "two", "three"]
    assert lines_of_stream(b"") == []


@given(body=st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_stream_is_read(body: bytes) -> None:
    lines_of_stream(body)
    assert lines_of_stream(b"data: " + json.dumps({"data": repr(body)}).encode()) == [repr(body)]
