#!/bin/sh
# Run the sandbox's tests in a real container without capabilities and network, as root there and as nobody. No
# namespace can be made in it; all other calls are allowed by its seccomp profile, so that the lock must hold by
# itself. The container's files are this machine's, so no image is fetched. Needs podman, and root.
#
#   sh tests/grader/sandbox/in_podman.sh .venv/bin/python [ARGUMENT OF PYTEST ...]
#
# Left out: attacks shown to succeed without the sandbox, and other circumstances, for which this has no rights.
set -eu
python=$(realpath -s "${1:-.venv/bin/python}")
test $# -eq 0 || shift
cd "$(dirname "$0")/../../.."
folder=tests/grader/sandbox
left_out="without_the_sandbox or [ordinary-user- or [container-"

status=0
for account in 0 65534; do
    echo "== account $account"
    # Root may open the way to this machine's Python, then becomes nobody; with that the two capabilities are gone.
    # shellcheck disable=SC2016
    podman run --rm --cap-drop=all $(test $account = 0 || echo --cap-add=setuid,setgid) \
        --security-opt=no-new-privileges --security-opt=seccomp="$PWD/$folder/no_namespaces.json" \
        --network=none --pids-limit=200 --ulimit=nofile=1024:1024 --ulimit=nproc=4096:4096 \
        --workdir="$PWD" --env=HOME=/tmp --env=HYPOTHESIS_STORAGE_DIRECTORY=/tmp --rootfs /:O sh -euc '
            account=$1 python=$2; shift 2
            prefixes=$("$python" -c "import sys; print(sys.prefix, sys.base_prefix)")
            for folder in "$PWD" $prefixes; do
                while [ "$folder" != / ]; do folder=$(dirname "$folder"); chmod o+x "$folder"; done
            done
            [ "$account" = 0 ] || set -- setpriv --reuid="$account" --regid="$account" --clear-groups "$@"
            exec "$@"
        ' sh $account "$python" sh -euc '
            grep -E "^(Uid|CapEff|NoNewPrivs|Seccomp):" /proc/self/status
            if unshare --user true 2>/dev/null; then echo "namespaces can be made here"; exit 1; fi
            exec "$@"
        ' sh "$python" -m pytest -q -p no:cacheprovider "$folder" -k "not ($left_out)" "$@" || status=1
done
exit $status
