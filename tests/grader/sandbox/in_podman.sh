#!/bin/sh
# Run the attacks in a real container: no capabilities, no network, podman's own seccomp profile (which forbids
# new namespaces). The container's files are this machine's, so no image is fetched. Needs podman, and root.
#
#   sh tests/grader/sandbox/in_podman.sh .venv/bin/python
set -eu
python=$(realpath -s "${1:-.venv/bin/python}")
cd "$(dirname "$0")/../../.."
exec podman run --rm --cap-drop=all --security-opt=no-new-privileges --network=none --pids-limit=200 --ulimit=nofile=1024:1024 --ulimit=nproc=4096:4096 \
    --workdir="$PWD" --env=HOME=/tmp --rootfs /:O \
    "$python" -m pytest -q -p no:cacheprovider tests/grader/sandbox/test_attacks.py -k as-it-is
