#!/bin/sh
# demo.sh - install what is missing, build, plan the example town, say where the plan lies.
set -eu
cd "$(dirname "$0")"

scripts/packages.sh build
scripts/build.sh release camplan

project=examples/qingxi/project.yaml
out=examples/qingxi/out
echo
echo "Planning $project"
code=0
build/release/camplan run "$project" -o "$out" --overwrite || code=$?

# 1 means that the plan is made and that violations remain for a person to decide.
if [ "$code" -gt 1 ]; then
    echo "demo.sh: camplan ended with $code before the plan was made; its last line says why" >&2
    exit "$code"
fi

echo
echo "The plan of 青溪 (Qingxi), an invented border town, is in $out:"
missing=0
show() {
    if [ -s "$out/$1" ]; then
        echo "  $2  $PWD/$out/$1"
    else
        echo "  $2  missing: $out/$1" >&2
        missing=1
    fi
}
show maps/overview.pdf "map        "
show maps/overview.png "map, image "
show build_list.csv "build list "
show gaps.csv "gaps       "
show findings.csv "findings   "
show plan.gpkg "for QGIS   "
[ "$code" = 0 ] || echo "Violations remain: findings.csv names each with its clause."
exit "$missing"
