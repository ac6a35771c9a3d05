"""Replicate's trainings. A webhook of a training carries the whole object; loss is only in its growing log.

What a signed webhook says of a training is taken as it stands, without a look: it is the same object as the API's, the
secret is the account's own, and an ending is known even if Replicate were to forget it. There is no updated_at, so it
is ordered by the moment at which it came, as a look is by the moment at which it asked: a webhook cannot be newer than
that, nor a look's answer older. A webhook that overtakes another can set a status back until the next word, never an
ending: that outranks (service/core/job.py). Only the status decides; the kind of webhook (start, output, logs,
completed) is not in the body. Predictions send the same kind of webhook: a body that does not show by `urls.get` that
it is a training is a hint, and the API decides (a new training's own `urls` may say /predictions); a success of that
kind without a version is no training's.

Sources: Replicate's OpenAPI document (api.replicate.com/openapi.json, state of 2026-04-09);
replicate.com/docs/topics/webhooks; the `replicate` package 1.0.7 and 2.0.0b4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from service.core import wire
from service.core.errors import Malformed, Reason
from service.core.poll_interval import WebhooksTell
from service.core.signature import verify_standard_webhook
from service.core.snapshot import ENDINGS, Ignored, JobChanged, Snapshot, Status, to_fact_time
from service.core.wire import JSONValue
from service.providers import (
    Ask,
    Details,
    JobsPage,
    Life,
    LifeCycle,
    ModelReadiness,
    Provider,
    ProviderError,
    Readiness,
    Reply,
    Signing,
    WebhookContent,
)
from service.providers.loglines import MAX_LINES, FindGroups, lines_of, read_log, tail_of
from service.providers.losspattern import OPTION, loss_pattern
from service.providers.reading import (
    as_list,
    as_object,
    check_taken,
    cursor_in,
    decoded,
    id_in,
    job_of,
    microseconds,
    page_of,
    place_in,
    plain_url,
    said,
    segment,
    without_secrets,
    word_in,
)

# Every webhook carries the whole log, twice a second if one asks for `logs`, and is read before it is answered: its
# newest lines are enough, for earlier ones were read earlier, and the registry asks for the whole log in the end.
NEWEST_RUNNING, NEWEST_ENDED = 100, 1_000

TRAININGS = "/trainings"
LOGS = "logs"
WEB = "https://replicate.com/p/"

# All six are in the OpenAPI document's enum for trainings.
STATUSES: dict[str, Status] = {
    "starting": Status.QUEUED,  # "a new worker is being started": nothing runs yet
    "processing": Status.RUNNING,
    "succeeded": Status.SUCCEEDED,
    "failed": Status.FAILED,
    "canceled": Status.CANCELLED,  # by somebody, or at its deadline while it ran: the object does not say which
    "aborted": Status.EXPIRED,  # ended before it ran, "for example, when a deadline is reached"
}

# Each trainer names its data as it likes; these are the names that the public trainers use.
DATA_INPUTS = (
    "train_data",
    "input_images",
    "training_data",
    "dataset",
    "dataset_path",
    "dataset_zip",
    "images",
    "data",
)
VALIDATION_INPUTS = ("validation_data", "val_data", "eval_data")


class Replicate(Provider):
    """`REPLICATE` reads logs by the built-in rules; an account with `loss_pattern` has an instance of its own."""

    title = "Replicate"
    name = "replicate"
    life = LifeCycle(Life.LIVE, "2026-04-09", "https://replicate.com/docs/reference/http")
    base_url = "https://api.replicate.com/v1"
    asks = True
    lists = True
    lists_whole = False  # items of the list have no `logs`
    signing = Signing.STANDARD
    webhooks_tell = WebhooksTell.STARTS
    fetches_secret = True
    webhook_how = 'Start each training with it as `webhook`, and `"webhook_events_filter": ["start", "completed"]`.'
    calls_per_min = 600.0  # a fifth of the documented 3,000: replicate.com/docs/topics/predictions/rate-limits
    options: Mapping[str, str] = {"loss_pattern": OPTION}

    def __init__(self, pattern: FindGroups | None = None) -> None:
        self._pattern = pattern

    def configured(self, options: Mapping[str, str]) -> Provider:
        text = options.get("loss_pattern")
        return self if text is None else Replicate(loss_pattern(text))

    def verify(
        self, headers: Sequence[tuple[str, str]], body: bytes, *, secrets: Sequence[str], now: datetime, tail: str = ""
    ) -> str:
        return verify_standard_webhook(headers, body, secrets=secrets, now=now)

    def parse(self, body: bytes, *, received_at: datetime) -> WebhookContent:
        """The Snapshot of a training; a Hint where the body does not show that it is one, or what it made; Ignored for
        a prediction."""
        training = wire.decode(body, dict[str, object])
        snapshot = self._snapshot(training, received_at, running=NEWEST_RUNNING, ended=NEWEST_ENDED)
        if snapshot is None:
            raise Malformed(Reason.WRONG_SHAPE, "a webhook of Replicate needs `id` and `status`")
        is_training = _is_training(training)
        made_nothing = snapshot.status is Status.SUCCEEDED and "tuned_model" not in snapshot.facts
        if is_training and not made_nothing:
            return snapshot
        if made_nothing and not is_training:
            return Ignored("prediction.succeeded")
        ended = snapshot.status in ENDINGS
        return JobChanged(snapshot.provider_job_id, f"training.{snapshot.status.value}" if ended else "training")

    def ask_jobs(self, cursor: str | None) -> Ask:
        return Ask(TRAININGS, (("cursor", cursor),) if cursor else ())

    def answer_jobs(self, reply: Reply, *, asked_at: datetime) -> JobsPage:
        """The page. Its cursor is that of the URL in `next`, which is not followed as it stands: it names a host."""
        body = decoded(reply, "training list")
        rows = body.get("results")
        if not isinstance(rows, list):
            raise ProviderError("training list: an error inside a good reply, or no list `results`")
        read = [self._snapshot(as_object(row), asked_at) for row in rows]
        return page_of(read, cursor_in(body.get("next")))

    def ask_job(self, provider_job_id: str) -> Ask:
        """By the id: `urls.get` of a new training points to /predictions."""
        return Ask(f"{TRAININGS}/{segment(provider_job_id)}")

    def answer_job(self, reply: Reply, *, asked_at: datetime) -> Snapshot:
        return job_of(
            self._snapshot(decoded(reply, "training", is_job=True), asked_at), reply, "training", "`id` and `status`"
        )

    def ask_details(self, provider_job_id: str, after_step: int | None = None) -> Mapping[str, Ask]:
        """The training once more, for its log: for who follows a curve, and for the registry after the end."""
        return {LOGS: self.ask_job(provider_job_id)}

    def answer_detail(self, name: str, reply: Reply) -> Details:
        if name != LOGS:
            raise ProviderError("a question that this provider does not ask")
        if reply.status == 404:
            return Details()
        training = decoded(reply, "training log")
        if id_in(training.get("id")) is None:
            raise ProviderError(f"training log: HTTP {reply.status} without `id`")
        return read_log(lines_of(training.get("logs")), pattern=self._pattern)

    def ask_cancel(self, provider_job_id: str) -> Ask | None:
        return Ask(f"{TRAININGS}/{segment(provider_job_id)}/cancel", method="POST")

    def answer_cancel(self, reply: Reply) -> None:
        check_taken(reply)

    def ask_readiness(self, tuned_model: str) -> Ask | None:
        """The version's entry; None for what is not `owner/name:version`."""
        model, _, version = tuned_model.partition(":")
        owner, _, name = model.partition("/")
        parts = [id_in(part) for part in (owner, name, version)]
        if None in parts or "/" in name:
            return None
        return Ask(f"/models/{segment(owner)}/{segment(name)}/versions/{segment(version)}")

    def answer_readiness(self, tuned_model: str, reply: Reply) -> ModelReadiness:
        """A version that exists can be called at once; its first call waits for a machine."""
        if reply.status == 404:
            return ModelReadiness(
                Readiness.UNKNOWN, "Replicate does not show this version: deleted, or another account's"
            )
        if id_in(decoded(reply, "model version").get("id")) is None:
            raise ProviderError(f"model version: HTTP {reply.status} without `id`")
        return ModelReadiness(Readiness.READY, "the version exists; a first call may wait for a machine to start")

    def ask_secret(self) -> Ask | None:
        return Ask("/webhooks/default/secret")

    def answer_secret(self, reply: Reply) -> str:
        """The account's one signing secret, `whsec_…`."""
        secret = id_in(decoded(reply, "webhook secret").get("key"))
        if secret is None:
            raise ProviderError(f"webhook secret: HTTP {reply.status} without `key`")
        return secret

    def _snapshot(
        self, training: dict[str, object], seen_at: datetime, *, running: int = MAX_LINES, ended: int = MAX_LINES
    ) -> Snapshot | None:
        """The training as described, with what so many of its log's newest lines say; None without id or status."""
        training_id, word = id_in(training.get("id")), word_in(training.get("status"))
        if training_id is None or word is None:
            return None
        status = STATUSES.get(word.strip().lower(), Status.UNKNOWN)
        lines = lines_of(training.get("logs"))
        newest = lines[-(ended if status in ENDINGS else running) :]
        log = read_log(newest, pattern=self._pattern, whole=len(newest) == len(lines))
        tail = {"log_tail": tail_of(lines)} if status is Status.FAILED else {}  # before the end it is news every time
        return Snapshot(
            provider_job_id=training_id,
            status=status,
            provider_status=word,
            revision=microseconds(seen_at),
            facts=said({**log.facts, **_facts(training), **tail, "url": _page(training, training_id)}),
            metrics=log.metrics,
        )


REPLICATE = Replicate()


def _facts(training: dict[str, object]) -> dict[str, JSONValue]:
    """The training's fields. `metrics` are seconds of machine time, and a price is nowhere."""
    inputs, output = as_object(training.get("input")), as_object(training.get("output"))
    version = wire.optional_text(output.get("version"))
    name = wire.optional_text(training.get("destination")) or (version.partition(":")[0] if version else None)
    used = {*DATA_INPUTS, *VALIDATION_INPUTS}
    trainer = wire.optional_text(training.get("model"))
    return {
        "name": name,
        "model_name": name,  # the destination: its versions at Replicate are versions of one model in our registry too
        "base_model": trainer,
        "tuned_model": version,
        "artifact_uri": place_in(output.get("weights")),
        "hyperparameters": without_secrets({key: value for key, value in inputs.items() if key not in used}),
        "training_file": _data(inputs, DATA_INPUTS),
        "validation_file": _data(inputs, VALIDATION_INPUTS),
        "created_at": to_fact_time(wire.from_iso(training.get("created_at"))),
        "started_at": to_fact_time(wire.from_iso(training.get("started_at"))),
        "finished_at": to_fact_time(wire.from_iso(training.get("completed_at"))),
        "error_message": wire.optional_text(training.get("error")),
        "metadata": said(
            {"trainer_version": word_in(training.get("version")), "source": word_in(training.get("source"))}
        ),
    }


def _data(inputs: dict[str, object], names: Sequence[str]) -> str | None:
    """The first of the inputs that is a URL, without the signature that its query may be, or the name of a file."""
    for name in names:
        value = inputs.get(name)
        for one in [value, *as_list(value)]:
            if (text := plain_url(one) or word_in(one)) is not None:
                return text
    return None


def _page(training: dict[str, object], training_id: str) -> str:
    """The page for people: `urls.web`, else where that always is."""
    shown = wire.optional_text(as_object(training.get("urls")).get("web"))
    return shown if shown is not None and shown.startswith("https://") else WEB + segment(training_id)


def _is_training(training: dict[str, object]) -> bool:
    url = as_object(training.get("urls")).get("get")
    return isinstance(url, str) and f"{TRAININGS}/" in url
