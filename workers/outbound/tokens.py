"""Access tokens of accounts, in memory from their fetch until shortly before they expire."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from service import log as logs
from service.providers.asking import Ask, Reply
from service.providers.credential import Credential, Token

Place = tuple[str, Credential]  # an account and its key: a new key is another place


class Tokens:
    """The tokens of one process. Everything that needs a token while it is fetched waits for the same fetch."""

    def __init__(self, send: Callable[[Ask], Awaitable[Reply]], now: Callable[[], datetime]) -> None:
        self._send = send
        self._now = now
        self._kept: dict[Place, Token] = {}
        self._fetches: dict[Place, asyncio.Task[Token]] = {}

    def kept(self, account: str, credential: Credential) -> Token | None:
        """The account's token, if there is one that can still be used."""
        token = self._kept.get((account, credential))
        return token if token is not None and self._now() < token.use_until else None

    async def get(self, account: str, credential: Credential) -> Token:
        """The account's token, fetched where there is none. Raises ProviderError."""
        if (token := self.kept(account, credential)) is not None:
            return token
        place = (account, credential)
        if (fetch := self._fetches.get(place)) is None:
            fetch = self._fetches[place] = asyncio.create_task(self._fetch(place))
            fetch.add_done_callback(lambda done: self._ended(place, done))
        return await asyncio.shield(fetch)

    def drop(self, account: str, credential: Credential, refused: Token) -> None:
        """Forgets the token that the API refused, unless another has taken its place."""
        if self._kept.get((account, credential)) is refused:
            del self._kept[account, credential]

    async def close(self) -> None:
        """Ends the fetches that are under way."""
        fetches = list(self._fetches.values())
        for fetch in fetches:
            fetch.cancel()
        await asyncio.gather(*fetches, return_exceptions=True)

    async def _fetch(self, place: Place) -> Token:
        _, credential = place
        asked_at = self._now()
        token = credential.answer_token(await self._send(credential.ask_token(asked_at)), asked_at=asked_at)
        logs.hide(token.value)
        self._kept[place] = token
        return token

    def _ended(self, place: Place, fetch: asyncio.Task[Token]) -> None:
        self._fetches.pop(place, None)
        if not fetch.cancelled():
            fetch.exception()  # read here, in case nobody waits for it any more
