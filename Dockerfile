# Two stages: packages are installed where compilers are at hand; the image that runs has neither them nor any cache.
# tests/deploy carries out these steps in a clean folder, as far as they make sense without an engine.
FROM python:3.12-trixie AS builder
COPY requirements.lock tools/installer.lock /build/
RUN pip install --disable-pip-version-check --require-hashes -r /build/installer.lock
# Environment without pip. Modules are compiled here, since later nothing can be written.
ENV UV_COMPILE_BYTECODE=1
RUN python -m venv --without-pip /opt/venv
RUN uv pip install --python /opt/venv/bin/python --require-hashes -r /build/requirements.lock
RUN printf '#!/opt/venv/bin/python\nfrom bot.cli import main\n\nmain()\n' > /opt/venv/bin/yigetong && chmod 755 /opt/venv/bin/yigetong

FROM python:3.12-slim-trixie
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="yigetong" \
      org.opencontainers.image.description="One sentence to a Telegram bot becomes a solved neighbourhood ticket" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.licenses="Apache-2.0"
# pg_dump and psql for `yigetong backup` and `restore`: as new as the server in docker-compose.yml.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client-17 && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin yigetong
RUN install -d -o 10001 -g 10001 -m 700 /data /backups
COPY --from=builder /opt/venv /opt/venv
COPY deploy/backup-daily.sh /app/deploy/
COPY locales /app/locales
COPY routing_rules /app/routing_rules
COPY bot /app/bot
RUN /opt/venv/bin/python -m compileall -q /app/bot
ENV PATH=/opt/venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# Settings: heard by other containers only, unless compose publishes a port. Files go to the default, var below WORKDIR.
ENV HOST=0.0.0.0 PORT=8080
USER 10001:10001
WORKDIR /data
VOLUME ["/data"]
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]
ENTRYPOINT ["yigetong"]
CMD ["run"]
