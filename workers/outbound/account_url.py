"""Where a request of an account goes, and what the operator adds to each: `base_url`, `query`, `headers`."""

from __future__ import annotations

from yarl import URL

from service.core.config import Account, Secret
from service.providers import Ask, ProviderError
from service.providers.asking import Pairs
from workers.outbound.guard import http_target


def base_of(account: Account) -> str:
    """`base_url` without its query."""
    return account.base_url.partition("?")[0].rstrip("/")


def fixed_headers(account: Account) -> Pairs:
    """The account's own headers, to be sent."""
    return _revealed(account.headers)


def full_url(account: Account, url: str, params: Pairs = ()) -> URL:
    """The URL with the query of `base_url` and the account's own; what the URL or `params` say themselves wins."""
    given = URL(url)
    query: Pairs = ()
    for pairs in (_pairs(URL(account.base_url)), _revealed(account.query), _pairs(given), params):
        named = {name for name, _ in pairs}
        query = (*(pair for pair in query if pair[0] not in named), *pairs)
    address, _, sent = str(given.with_query(query)).partition("?")
    return URL(f"{address}?{sent.replace('+', '%20')}" if sent else address, encoded=True)  # AWS takes no + for a space


def _pairs(url: URL) -> Pairs:
    return tuple(url.query.items())


def _revealed(pairs: tuple[tuple[str, Secret], ...]) -> Pairs:
    return tuple((name, value.reveal()) for name, value in pairs)


def provider_url(account: Account, ask: Ask) -> URL:
    """`base_url` + the ask's path, on the operator's own host and port whatever the path looks like."""
    base = http_target(account.base_url)
    try:
        beginning = str(URL(account.base_url).origin()) if ask.at_root else base_of(account)
        url = full_url(account, beginning + ask.path, ask.params)
    except ValueError:
        url = URL()
    if base is None or http_target(url) != base:
        raise ProviderError(f"account {account.name}: base_url and path do not make a URL of that host")
    return url
