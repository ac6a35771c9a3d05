"""Blame is in the type: the sender's (`Rejected`), our infrastructure's (`Unavailable`), or ours (anything else)."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why an inbound request ended as it did. Also the metric label, and what the delivery log shows."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    DELIVERY_ID_REUSED = "delivery_id_reused"  # same id, another body: taken as a new event
    UNKNOWN_ACCOUNT = "unknown_account"
    NO_SECRET = "no_secret"  # noqa: S105  # a reason, not a password: the account has no secret, so it accepts no webhook
    MISSING_HEADER = "missing_header"
    BAD_HEADER = "bad_header"
    BAD_TIMESTAMP = "bad_timestamp"
    TIMESTAMP_TOO_OLD = "timestamp_too_old"
    TIMESTAMP_IN_FUTURE = "timestamp_in_future"
    SIGNATURE_MISMATCH = "signature_mismatch"
    OTHER_JOB = "other_job"  # a job's secret signed a report about another job
    NO_PROGRESS_HERE = "no_progress_here"  # /ingest/… of an account whose provider takes none
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    WRONG_SHAPE = "wrong_shape"
    BODY_TOO_LARGE = "body_too_large"
    BODY_INCOMPLETE = "body_incomplete"
    OVERLOADED = "overloaded"
    QUEUE_UNAVAILABLE = "queue_unavailable"
    QUEUE_FULL = "queue_full"
    DATABASE_UNAVAILABLE = "database_unavailable"
    DISK_LOW = "disk_low"
    SHUTTING_DOWN = "shutting_down"


TAKEN = (Reason.ACCEPTED, Reason.DELIVERY_ID_REUSED)  # what came was genuine and new


class Rejected(Exception):
    """The sender's request cannot be taken as it is. `status` is the HTTP answer, `reason` says which check failed.

    `detail` is for the sender's developer; it never holds a secret, a signature or a part of the body.
    """

    status = 400

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(detail or reason.value)
        self.reason = reason
        self.detail = detail


class SignatureError(Rejected):
    """401: the request is not provably from the account's provider: check the secret and both clocks."""

    status = 401


class UnknownSource(Rejected):
    """404: no such account in the configuration: check the last part of the webhook URL."""

    status = 404


class TooLarge(Rejected):
    """413: the body is larger than we take."""

    status = 413


class Malformed(Rejected):
    """422: signed, but not a message of this provider's format."""

    status = 422


class Unavailable(Exception):
    """Our infrastructure (database, Redis, disk) cannot be used now. Never counts as a try; the sender gets a 503."""

    def __init__(self, reason: Reason = Reason.QUEUE_UNAVAILABLE, detail: str = "") -> None:
        super().__init__(detail or reason.value)
        self.reason = reason
        self.detail = detail


class StoreUnavailable(Unavailable):
    """The database cannot be reached, is read-only, full or shutting down. The work waits and is not lost."""
