# One stage is enough for now: the lock file brings wheels only, nothing is compiled.
FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data HOST=0.0.0.0 \
    DATABASE_URL=sqlite+aiosqlite:////data/yigetong.db
WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY bot bot
COPY routing_rules routing_rules
COPY locales locales
RUN useradd --system --uid 10001 yigetong && mkdir /data && chown yigetong /data
USER yigetong
VOLUME /data
STOPSIGNAL SIGTERM
CMD ["python", "-m", "bot", "run"]
