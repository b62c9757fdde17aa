# csto-monitor as an image: docker compose up, or the commands in docs/operations.md.
# Two stages: what builds stays behind. The program runs as user 10001 and writes to /data only; the root may be read-only.

FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE config.yaml ./
COPY topics ./topics
COPY pipeline ./pipeline
COPY spiders ./spiders
COPY feeds ./feeds
COPY monitor ./monitor
RUN python -m venv /opt/csto-monitor
# pip 23 cannot resolve the extras of one of our libraries
RUN /opt/csto-monitor/bin/pip install --quiet --no-cache-dir --disable-pip-version-check "pip>=25.1"
RUN /opt/csto-monitor/bin/pip install --quiet --no-cache-dir --disable-pip-version-check --constraint constraints.txt .

FROM python:3.12-slim
COPY --from=build /opt/csto-monitor /opt/csto-monitor
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin csto-monitor
RUN install --directory --owner=10001 --mode=0755 /data
ENV PATH=/opt/csto-monitor/bin:/usr/local/bin:/usr/bin:/bin
ENV CSTO_MONITOR_CONFIG=/data/config.yaml
ENV PYTHONDONTWRITEBYTECODE=1
ENV PYTHONUNBUFFERED=1
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# Any answer is a sign of life: 503 says that a site is failing, which no restart mends (see `csto-monitor status`).
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 CMD ["python", "-c", "import http.client as h; c = h.HTTPConnection('127.0.0.1', 8080, timeout=8); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status not in (200, 503))"]
ENTRYPOINT ["csto-monitor"]
CMD ["watch", "--serve", "--host", "0.0.0.0"]
