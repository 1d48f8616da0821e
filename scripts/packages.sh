#!/bin/sh
# packages.sh - install the Debian packages that are missing, and only those.
#
#   scripts/packages.sh build          what compiling and running the program needs
#   scripts/packages.sh build test     and what its tests need
#   scripts/packages.sh tsan tidy deb  what these presets and targets need beside
#   scripts/packages.sh exact          CBC, which closes small set-cover problems; optional
#
# Needs root or sudo only when something is missing, and the network only then.
# CAMPLAN_SKIP_PACKAGES=1 skips it all, where the libraries come from elsewhere.
set -eu

build="gcc libc6-dev cmake ninja-build pkgconf libgdal-dev libgeos-dev libfyaml-dev
    libcairo2-dev libpango1.0-dev libfontconfig-dev scdoc fonts-noto-cjk"
test="libcmocka-dev clang-format poppler-utils"
tsan="clang libomp-dev"
tidy="clang-tidy python3"
deb="dpkg-dev file"
exact="coinor-libcbc-dev"

wanted=
for group in "${@:-build}"; do
    case $group in
    build) wanted="$wanted $build" ;;
    test) wanted="$wanted $test" ;;
    tsan) wanted="$wanted $tsan" ;;
    tidy) wanted="$wanted $tidy" ;;
    deb) wanted="$wanted $deb" ;;
    exact) wanted="$wanted $exact" ;;
    *) echo "packages.sh: no group '$group'; the groups are build, test, tsan, tidy, deb, exact" >&2; exit 2 ;;
    esac
done

[ "${CAMPLAN_SKIP_PACKAGES:-0}" = 0 ] || exit 0

fail() {
    echo "packages.sh: $*" >&2
    exit 1
}

if ! command -v dpkg-query >/dev/null; then
    fail "this is not Debian; install what these packages hold and set CAMPLAN_SKIP_PACKAGES=1:" $wanted
fi

missing=
for package in $wanted; do
    state=$(dpkg-query -W -f='${db:Status-Abbrev}\n' "$package" 2>/dev/null || true)
    case $state in
    ?i*) ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null ||
        fail "these packages are missing:$missing. Install them as root: apt-get install$missing"
    as_root=sudo
    # Without a terminal nobody could type the password: fail instead of waiting.
    [ -t 0 ] || as_root="sudo -n"
fi

apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 \
        -o Acquire::Retries=3 "$@"
}

echo "installing:$missing"
apt update ||
    fail "these packages are missing:$missing. The list of packages could not be fetched: is the network there, and may you use sudo?"
apt install -y --no-install-recommends $missing ||
    fail "these packages could not be installed:$missing. The lines above say why"
