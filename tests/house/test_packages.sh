#!/bin/sh
# Promises of scripts/packages.sh, with a made-up dpkg-query, apt-get, id and sudo.
set -u
stubs=$(mktemp -d)
trap 'rm -rf "$stubs"' EXIT
failed=0

stub() {
    printf '#!/bin/sh\n%s\n' "$2" >"$stubs/$1"
    chmod +x "$stubs/$1"
}

# expect PROMISE CODE WORDS ARGUMENT... - run the script among the stubs
expect() {
    promise=$1 code=$2 words=$3
    shift 3
    said=$(PATH="$stubs:/usr/bin:/bin" scripts/packages.sh "$@" 2>&1 </dev/null)
    got=$?
    case $said in
    *"$words"*) ;;
    *) got="$got, without the words" ;;
    esac
    if [ "$got" != "$code" ]; then
        echo "$promise: exit $got, wanted $code and '$words'; it said: $said"
        failed=1
    fi
}

stub apt-get 'echo "apt-get was called"; exit 1'
stub dpkg-query 'echo "ii "'
expect "nothing missing: no apt-get, no rights" 0 "" build test
[ -z "$said" ] || { echo "nothing missing, and yet it said: $said"; failed=1; }

stub dpkg-query '[ "$4" = scdoc ] || { [ "$3" = scdoc ] && exit 1; echo "ii "; }'
stub id 'echo 1000'
stub sudo 'echo "sudo: a password is required" >&2; exit 1'
expect "sudo refuses" 1 "may you use sudo?" build

stub id 'echo 0'
expect "the network is away" 1 "are missing: scdoc. The list of packages could not be fetched" build

stub apt-get 'case "$*" in *install*) echo "apt-get $*" >>"$0.log"; echo "DPkg $DEBIAN_FRONTEND" ;; esac'
expect "root installs what is missing, and only that" 0 "DPkg noninteractive" build
grep -q -- '--no-install-recommends scdoc$' "$stubs/apt-get.log" ||
    { echo "root installs only that: $(cat "$stubs/apt-get.log")"; failed=1; }

stub apt-get 'case "$*" in *install*) exit 100 ;; esac'
expect "a package cannot be installed" 1 "could not be installed: scdoc" build
expect "an unknown group" 2 "no group 'everything'" everything

CAMPLAN_SKIP_PACKAGES=1
export CAMPLAN_SKIP_PACKAGES
expect "skipped on request" 0 "" build
exit $failed
