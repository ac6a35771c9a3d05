"""Every page in one table: it drives the routing, the roles and the tests' matrix."""

from __future__ import annotations

from typing import Any

from service.api.call import Nothing
from service.api.models import EvaluateBody
from service.api.tokens import TokenBody
from service.dashboard.page import Page
from service.dashboard.pages import (
    access,
    accounts,
    channels,
    deliveries,
    evaluation,
    inbound,
    job,
    jobs,
    models,
    overview,
    setup,
    webhooks,
)

VIEWER, OPERATOR, ADMIN = "viewer", "operator", "admin"

# A name in `{name:.+}` may hold slashes (`openai-main/gpt-4.1-mini`), so the longer path stands first.
PAGES: tuple[Page[Any], ...] = (
    Page("GET", "/", VIEWER, Nothing, overview.show),
    Page("GET", "/jobs", VIEWER, jobs.JobsAsked, jobs.show),
    Page("GET", "/jobs/{job}", VIEWER, job.JobAsked, job.show),
    Page("POST", "/jobs/{job}/look", OPERATOR, Nothing, job.look),
    Page("POST", "/jobs/{job}/cancel", OPERATOR, Nothing, job.cancel),
    Page("GET", "/models", VIEWER, models.ModelsAsked, models.show),
    Page("POST", "/models/{name:.+}/evaluate", OPERATOR, EvaluateBody, models.evaluate),
    Page("GET", "/models/{name:.+}", VIEWER, models.ModelAsked, models.one),
    Page("GET", "/evaluations/{id}", VIEWER, evaluation.EvaluationAsked, evaluation.show),
    Page("GET", "/inbound", VIEWER, inbound.InboundAsked, inbound.show),
    Page("GET", "/inbound/{id}", OPERATOR, Nothing, inbound.one),
    Page("POST", "/inbound/{id}/verify", OPERATOR, Nothing, inbound.verify),
    Page("POST", "/inbound/{id}/replay", OPERATOR, Nothing, inbound.replay),
    Page("GET", "/deliveries", VIEWER, deliveries.DeliveriesAsked, deliveries.show),
    Page("GET", "/deliveries/dead", VIEWER, Nothing, deliveries.dead),
    Page("POST", "/deliveries/dead/{id}/replay", OPERATOR, Nothing, deliveries.replay),
    Page("GET", "/channels", VIEWER, Nothing, channels.show),
    Page("POST", "/channels/{name}/test", OPERATOR, Nothing, channels.test),
    Page("GET", "/accounts", VIEWER, Nothing, accounts.show),
    Page("POST", "/accounts/{name}/test", OPERATOR, Nothing, accounts.test),
    Page("GET", "/accounts/{name}/import", OPERATOR, Nothing, accounts.ask_import),
    Page("POST", "/accounts/{name}/import", OPERATOR, Nothing, accounts.begin_import),
    Page("GET", "/accounts/{name}/webhooks", ADMIN, Nothing, webhooks.show),
    Page("POST", "/accounts/{name}/webhooks", ADMIN, webhooks.WebhooksForm, webhooks.save),
    Page("GET", "/setup", ADMIN, setup.SetupAsked, setup.show),
    Page("POST", "/setup/account", ADMIN, setup.AccountForm, setup.account),
    Page("POST", "/setup/channel", ADMIN, setup.channel_form, setup.channel),
    Page("POST", "/setup/save", ADMIN, setup.SaveForm, setup.save),
    Page("GET", "/access", ADMIN, Nothing, access.show),
    Page("POST", "/access/tokens", ADMIN, TokenBody, access.add),
    Page("POST", "/access/tokens/{id}/remove", ADMIN, Nothing, access.remove),
)
