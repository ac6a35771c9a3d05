"""Every route in one table: it drives the routing, the roles, the OpenAPI description and the tests' matrix."""

from __future__ import annotations

from typing import Any

from service.api import accounts, channels, dead_letters, inbound, jobs, models, notifications, subscriptions, tokens
from service.api.call import Nothing, Route

VIEWER, OPERATOR, ADMIN = "viewer", "operator", "admin"

# A name in `{name:.+}` may hold slashes (`openai-main/gpt-4.1-mini`), so the longer path stands first.
ROUTES: tuple[Route[Any], ...] = (
    Route("GET", "/me", VIEWER, Nothing, tokens.me, "The role of the token that asks"),
    Route("GET", "/jobs", VIEWER, jobs.JobsQuery, jobs.listed, "Jobs, newest first"),
    Route("GET", "/jobs/{job}", VIEWER, Nothing, jobs.one, "One job, by our id or by the provider's"),
    Route("POST", "/jobs/{job}/cancel", OPERATOR, Nothing, jobs.cancel, "Ask its provider to cancel it", 202),
    Route("GET", "/jobs/{job}/history", VIEWER, jobs.HistoryQuery, jobs.history, "What happened to a job"),
    Route("GET", "/jobs/{job}/metrics", VIEWER, Nothing, jobs.metrics, "Its metrics by step"),
    Route("GET", "/inbound", VIEWER, inbound.InboundQuery, inbound.listed, "Inbound requests, newest first"),
    Route("GET", "/inbound/{id}", OPERATOR, Nothing, inbound.one, "One inbound request with headers and body"),
    Route("POST", "/inbound/{id}/verify", OPERATOR, Nothing, inbound.verify, "Verify and read it once more"),
    Route("POST", "/inbound/{id}/replay", OPERATOR, Nothing, inbound.replay, "Take it once more", 202),
    Route(
        "GET",
        "/notifications",
        VIEWER,
        notifications.NotificationsQuery,
        notifications.listed,
        "Notifications with their attempts, newest first",
    ),
    Route("GET", "/notifications/{id}", VIEWER, Nothing, notifications.one, "One notification"),
    Route("GET", "/models", VIEWER, models.ModelsQuery, models.listed, "Model versions, newest first"),
    Route("POST", "/models/{name:.+}/evaluate", OPERATOR, models.EvaluateBody, models.evaluate, "Evaluate it", 202),
    Route("GET", "/models/{name:.+}/servable", OPERATOR, models.ServableQuery, models.servable, "Does it answer?"),
    Route("GET", "/models/{name:.+}", VIEWER, models.ModelQuery, models.one, "One model's versions"),
    Route("GET", "/evaluations", VIEWER, models.EvaluationsQuery, models.evaluations_listed, "Evaluations"),
    Route("GET", "/evaluations/{id}", VIEWER, Nothing, models.evaluation, "One evaluation with its result"),
    Route("GET", "/evaluations/{id}/answers", VIEWER, Nothing, models.answers, "Its answers, item by item"),
    Route("GET", "/suites", VIEWER, Nothing, channels.suites, "The suites of the configuration"),
    Route("GET", "/channels", VIEWER, Nothing, channels.listed, "The channels: names, kinds, promises"),
    Route("POST", "/channels/{name}/test", OPERATOR, Nothing, channels.test, "Send a test message", 202),
    Route("GET", "/subscriptions", VIEWER, Nothing, subscriptions.listed, "Who is told what"),
    Route(
        "POST",
        "/subscriptions",
        OPERATOR,
        subscriptions.SubscriptionBody,
        subscriptions.add,
        "Subscribe a channel",
        201,
    ),
    Route("DELETE", "/subscriptions/{id}", OPERATOR, Nothing, subscriptions.remove, "Remove a subscription"),
    Route("GET", "/accounts", VIEWER, Nothing, accounts.listed, "The accounts and how each stands"),
    Route("GET", "/accounts/{name}", VIEWER, Nothing, accounts.one, "One account"),
    Route("POST", "/accounts/{name}/jobs", OPERATOR, accounts.FollowBody, accounts.follow, "Follow a job", 202),
    Route("POST", "/accounts/{name}/test", OPERATOR, Nothing, accounts.test, "Ask its provider now"),
    Route(
        "POST",
        "/accounts/{name}/backfill",
        OPERATOR,
        accounts.BackfillBody,
        accounts.backfill,
        "Evaluate what was trained before our time; without `confirm` only says what it would cost",
    ),
    Route("GET", "/dead-letters", VIEWER, dead_letters.DeadLettersQuery, dead_letters.listed, "Work that was given up"),
    Route("POST", "/dead-letters/{id}/replay", OPERATOR, Nothing, dead_letters.replay, "Do it again", 202),
    Route("GET", "/tokens", ADMIN, Nothing, tokens.listed, "The tokens: ids and roles"),
    Route("POST", "/tokens", ADMIN, tokens.TokenBody, tokens.add, "Make a token", 201),
    Route("DELETE", "/tokens/{id}", ADMIN, Nothing, tokens.remove, "Withdraw a token"),
    Route("GET", "/audit", ADMIN, tokens.AuditQuery, tokens.audit, "What was done, and with which token"),
)
