#!/bin/sh
# Make the images of docker-compose.yml where no registry of images is reached, from Debian's packages: the two
# bases with mmdebstrap, then PostgreSQL and bn-assess on them. Needs root, mmdebstrap and podman. Arguments go to
# the build of bn-assess, for instance --volume /etc/pip.conf:/etc/pip.conf:ro.
#
#   sh tests/deploy/images.sh
set -eu
cd "$(dirname "$0")/../.."
suite=${SUITE:-bookworm}
base() {
    podman image exists "localhost/$1" && return
    mmdebstrap --variant=minbase --include="$2" "$suite" - | podman import - "localhost/$1"
}
base bn-assess-python-base python3,python3-venv,python3-pip,ca-certificates
base bn-assess-postgres-base postgresql
podman build --build-arg DEBIAN_IMAGE=localhost/bn-assess-postgres-base --tag localhost/bn-assess-postgres \
    tests/deploy/postgres
podman build --network=host --build-arg PYTHON_IMAGE=localhost/bn-assess-python-base "$@" \
    --tag localhost/bn-assess:latest .
