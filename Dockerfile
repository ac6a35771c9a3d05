# One image for every role: `up` (the default: everything, on one /data volume), `serve` and `work` where they are split.
# The base needs Python 3.11 or newer as python3, with venv; tests/image builds it on another one.
ARG BASE_IMAGE=python:3.11-slim-bookworm

FROM ${BASE_IMAGE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
RUN python3 -m venv /opt/tunewatch
# The dependencies change seldom and are a layer of their own.
COPY requirements/runtime.lock requirements/
RUN /opt/tunewatch/bin/pip install --require-hashes --requirement requirements/runtime.lock
COPY pyproject.toml README.md LICENSE ./
COPY service service
COPY workers workers
# pip and setuptools have done their work: what runs cannot install.
RUN /opt/tunewatch/bin/pip install --no-deps --no-build-isolation . \
    && /opt/tunewatch/bin/pip uninstall --yes setuptools pip

FROM ${BASE_IMAGE}
LABEL org.opencontainers.image.title="Tunewatch" org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin tunewatch \
    && install --directory --owner=tunewatch --group=tunewatch --mode=0700 /data
COPY --from=build /opt/tunewatch /opt/tunewatch
# HOME and the working directory are the one writable place, so that a read-only root file system is no obstacle.
ENV PATH=/opt/tunewatch/bin:/usr/local/bin:/usr/bin:/bin HOME=/data PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001:10001
WORKDIR /data
VOLUME /data
# 8080 is for the world (webhooks); 8081 shows everything and is for your own network only.
EXPOSE 8080 8081
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python3", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["tunewatch"]
CMD ["up", "--data-dir", "/data", "--config", "/data/tunewatch.toml", "--host", "0.0.0.0", "--port", "8080", "--private-host", "0.0.0.0", "--private-port", "8081"]
