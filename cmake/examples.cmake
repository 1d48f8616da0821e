# examples.cmake - the generators of invented example places. They are programs of their own
# and may use GDAL directly; camplan itself does so only in data/.
file(GLOB qingxi_sources CONFIGURE_DEPENDS examples/qingxi/generate/*.c)
add_executable(qingxi_generate EXCLUDE_FROM_ALL ${qingxi_sources})
target_link_libraries(qingxi_generate PRIVATE camplan_flags camplan_base PkgConfig::GDAL m)
