# A small image: dependencies are built in one stage and copied into the next, which holds no compiler and runs as nobody.
FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements/server.lock requirements/server.lock
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes \
    -r requirements/server.lock

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/data/cache \
    DATABASE_URL=sqlite:////data/bot.sqlite3 \
    LISTEN_HOST=0.0.0.0 \
    METRICS_PORT=9100
RUN apt-get update && apt-get install -y --no-install-recommends tesseract-ocr && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin bot && install -d -o bot -g bot /data
COPY --from=build /venv /venv
WORKDIR /app
COPY core core
COPY content content
COPY nlu nlu
COPY flows flows
COPY dialogue dialogue
COPY bot bot
# Nobody may write there later, and to compile it all at each start would take longer than the rest of the start.
RUN python -m compileall -q core content nlu flows dialogue bot
USER bot
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-m", "bot.health", "http://127.0.0.1:9100/healthz"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
