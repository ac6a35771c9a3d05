"""`python -P -m service.charts.draw png|bundle`: what needs a JavaScript engine, in a process that ends with it.

png: a Vega-Lite spec on stdin, a picture on stdout. bundle: the library that draws in the page, on stdout.
"""

from __future__ import annotations

import resource
import sys

MAX_DATA_BYTES = 1024**3
MAX_CPU_S = 20
MAX_SPEC_BYTES = 4 * 1024**2
SNIPPET = "window.vegaEmbed = vegaEmbed;"
SCALE = 2.0  # pictures are looked at on dense screens


def main() -> int:
    """0 when everything was written."""
    resource.setrlimit(resource.RLIMIT_DATA, (MAX_DATA_BYTES, MAX_DATA_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_S, MAX_CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import vl_convert

    wanted = sys.argv[1] if len(sys.argv) == 2 else ""
    if wanted == "bundle":
        sys.stdout.buffer.write(vl_convert.javascript_bundle(SNIPPET).encode())
    elif wanted == "png":
        spec = sys.stdin.buffer.read(MAX_SPEC_BYTES).decode()
        # No address is allowed: a spec of ours brings its numbers along.
        sys.stdout.buffer.write(vl_convert.vegalite_to_png(spec, scale=SCALE, allowed_base_urls=[]))
    else:
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
