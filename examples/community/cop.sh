#!/bin/sh
# Runs `cop`: sh cop.sh check, sh cop.sh build. The first time, it installs the program into .cop-program/: from the commit that is
# named here, with everything that it needs pinned by hash. It asks no package index for `cop`.
set -eu
REPOSITORY=https://github.com/OWNER/cop
COMMIT=0000000000000000000000000000000000000000

here="$(cd "$(dirname "$0")" && pwd)"
program="$here/.cop-program/$COMMIT"
if [ ! -x "$program/bin/cop" ]; then
    source="$(mktemp -d)"
    trap 'rm -rf "$source"' EXIT
    git -C "$source" init --quiet
    git -C "$source" fetch --quiet --depth 1 "$REPOSITORY" "$COMMIT"
    git -C "$source" checkout --quiet FETCH_HEAD
    python3 -m venv --clear "$program"
    pip() { "$program/bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }
    pip --require-hashes --requirement "$source/requirements.txt"
    pip --no-index --no-build-isolation --no-deps "$source"
    rm -rf "$source"
fi
exec "$program/bin/cop" -C "$here" "$@"
