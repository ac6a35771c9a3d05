"""`accounts job-secret`: the secret of one job, made here of the account's, which never leaves this machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from service.commands.client import NOT_FOUND, USAGE, Trouble
from service.commands.place import default_data_dir, found_config


def add_to(accounts: typer.Typer) -> None:
    @accounts.command("job-secret")
    def job_secret(
        account: str,
        job: str,
        config: Annotated[Path | None, typer.Option(help="The configuration file (found as `up` finds it).")] = None,
        data_dir: Annotated[Path | None, typer.Option(help="The data directory (default: as `up`).")] = None,
    ) -> None:
        """Print the secret that signs reports about JOB and nothing else, for a machine that is not trusted with the
        account's. Reads the configuration on this machine; nothing is stored, and it is the same every time."""
        path = found_config(config, data_dir or default_data_dir(os.environ), os.environ)
        print(secret_of(account, job, path))  # noqa: T201  # the command's answer


def secret_of(account: str, job: str, path: Path | None) -> str:
    """`whsj_…`, of the account's first secret: it stops working when that one is removed. Raises Trouble."""
    from service.config.settings import SettingsError, load
    from service.core.signature import job_secrets
    from service.providers.generic import GENERIC
    from service.providers.reading import id_in
    from service.providers.table import PROVIDERS

    try:
        settings = load(path, os.environ, providers=PROVIDERS)
    except SettingsError as error:
        raise Trouble("the configuration has faults: " + "; ".join(error.problems), USAGE) from None
    found = next((one for one in settings.accounts if one.name == account), None)
    if found is None:
        raise Trouble(f"no account {account} is configured here", NOT_FOUND)
    if found.provider != GENERIC.name:
        raise Trouble(f"jobs of {account} are not reported by the job itself: only `generic` has secrets of jobs")
    if id_in(job) is None:
        raise Trouble("a job is text of 1 to 200 characters", USAGE)
    made = job_secrets([secret.reveal() for secret in found.webhook_secrets], job)
    if not made:
        raise Trouble(f"account {account} has no usable webhook secret")
    return made[0]
