"""`tunewatch up` whose worker never starts, for `tunewatch demo --break=worker`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from service.config.settings import load
from service.embedded.supervisor import Options, our_programs, up
from service.providers.table import PROVIDERS


def main() -> int:
    """The exit code of `up` without its worker."""
    parser = argparse.ArgumentParser(prog="service.demo.without_worker", description=__doc__)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--private-port", type=int, required=True)
    options = parser.parse_args()
    where = Options(options.data_dir, port=options.port, private_port=options.private_port)
    settings = load(options.config, os.environ, providers=PROVIDERS)
    return up(
        where,
        settings,
        os.environ,
        programs=lambda addresses: [one for one in our_programs(addresses) if one.name != "worker"],
    )


if __name__ == "__main__":
    sys.exit(main())
