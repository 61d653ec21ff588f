# Makes .venv what the locks say: `sh requirements/install.sh run` to run the bot, `... test` for the checks too.
# Silent and quick where that is done already; what pip says goes to .venv/install.log, one line to stderr.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

# Prints the first Python that will do, or one line about what is missing.
find_python() {
    too_old='' without_venv=''
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        version=$("$candidate" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) || continue
        if ! "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            too_old="and $candidate is $version"
        elif ! "$candidate" -c 'import venv, ensurepip' 2>/dev/null; then
            without_venv=$candidate
        else
            echo "$candidate"
            return
        fi
    done
    if [ -n "$without_venv" ]; then
        say "TokenTally needs Python's venv module with pip, and $without_venv has none." \
            "Install it (Debian, Ubuntu: apt install python3-venv), or name another: make PYTHON=/path/to/python3"
    else
        say "TokenTally needs Python 3.11 or newer, ${too_old:-and there is no ${PYTHON:-python3} here}." \
            "Install one, or name it: make PYTHON=/path/to/python3"
    fi
    return 1
}

here=$(pwd -P)
run_locks='requirements/run.txt requirements/build.txt'
test_locks="$run_locks requirements/test.txt"

# Prints what .venv is made from, as a sum; $1 are the locks.
# shellcheck disable=SC2086 # a list of names without blanks
state() { echo "$here $(cat $1 pyproject.toml catalogs.py | cksum)"; }

if [ "$1" = test ]; then locks=$test_locks; else locks=$run_locks; fi
if [ -x .venv/bin/python ] && [ "$(cat ".venv/installed-$1" 2>/dev/null)" = "$(state "$locks")" ]; then
    exit
fi

# A virtual environment knows its own path and Python: one that was moved or lost its Python is made anew.
if ! [ -x .venv/bin/python ] || ! grep -qF " $here/.venv" .venv/pyvenv.cfg; then
    python=$(find_python)
    say 'Installing into .venv (about a minute, once) ...'
    "$python" -m venv --clear .venv
else
    say 'Bringing .venv up to date ...'
fi

python=.venv/bin/python
log=.venv/install.log
# shellcheck disable=SC2086
requirements=$(printf -- '-r %s ' $locks)
# shellcheck disable=SC2086
if ! {
    "$python" -m pip install --no-input --disable-pip-version-check --require-hashes $requirements &&
        "$python" -m pip install --no-input --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
} >$log 2>&1; then
    tail -n 15 $log >&2
    say "The installation failed; all of it is in $log"
    exit 1
fi
state "$run_locks" >.venv/installed-run
if [ "$1" = test ]; then state "$test_locks" >.venv/installed-test; fi
