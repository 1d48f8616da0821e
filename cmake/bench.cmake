# bench.cmake - programs that measure the viewshed engine, the set-cover engine and their peers; bench/README.md explains them.
# Not built unless asked for: `scripts/build.sh release bench`. They may use GDAL directly.
set(bench_programs exactness viewshed_peers peers_agreement setcover city)
file(GLOB bench_sources CONFIGURE_DEPENDS bench/*.c)
list(FILTER bench_sources EXCLUDE REGEX "/(exactness|viewshed_peers|peers_agreement|setcover|city)\\.c$")
add_library(camplan_bench STATIC EXCLUDE_FROM_ALL ${bench_sources})
target_link_libraries(camplan_bench PUBLIC camplan_proof camplan_coverage camplan_cover PkgConfig::GDAL)
foreach(name IN LISTS bench_programs)
  add_executable(${name} EXCLUDE_FROM_ALL bench/${name}.c)
  target_link_libraries(${name} PRIVATE camplan_bench)
endforeach()
add_custom_target(bench DEPENDS ${bench_programs})
