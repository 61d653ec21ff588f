# The program as a wheel with its catalogs compiled, in an environment made from the lock.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements/run.txt requirements/build.txt requirements/
RUN python -m venv /opt/build \
 && /opt/build/bin/python -m pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/build.txt
RUN python -m venv --without-pip /opt/tokentally \
 && python -m pip --python /opt/tokentally/bin/python install --no-cache-dir --require-hashes --only-binary :all: -r requirements/run.txt
COPY pyproject.toml README.md catalogs.py ./
COPY bot bot
COPY locales locales
RUN /opt/build/bin/python -m pip wheel --no-index --no-deps --no-build-isolation --wheel-dir /dist . \
 && python -m pip --python /opt/tokentally/bin/python install --no-index --no-deps /dist/*.whl

# What runs: Python, that environment, and a folder for the data. No pip, no compiler, no source tree.
FROM python:3.11-slim
RUN groupadd --gid 10001 tokentally \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin tokentally \
 && install --directory --owner 10001 --group 10001 --mode 0700 /data \
 && python -m pip uninstall --yes --root-user-action ignore setuptools wheel pip \
 && rm -rf /usr/local/lib/python3.11/ensurepip
COPY --from=build /opt/tokentally /opt/tokentally
ENV PATH=/opt/tokentally/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TOKENTALLY_DB=/data/tokentally.sqlite3
WORKDIR /data
VOLUME /data
USER 10001:10001
STOPSIGNAL SIGTERM
# Fails when the bot no longer works, not merely when its process is gone.
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 CMD ["tokentally", "health"]
ENTRYPOINT ["tokentally"]
CMD ["run"]
