# proof.cmake - surfaces, eyes and the reference of the viewshed engine, for its tests and for bench/.
# A sanitized build optimises them and leaves the reference unwatched: its 100 million cells wait
# for it.
file(GLOB proof_sources CONFIGURE_DEPENDS tests/viewshed/*.c)
list(FILTER proof_sources EXCLUDE REGEX "/test_[a-z_]*\\.c$")
add_library(camplan_proof STATIC EXCLUDE_FROM_ALL ${proof_sources})
target_link_libraries(camplan_proof PUBLIC camplan_viewshed)
if(CAMPLAN_SANITIZE)
  set_source_files_properties(${proof_sources} PROPERTIES COMPILE_OPTIONS "-O2")
  set_source_files_properties(tests/viewshed/reference.c tests/viewshed/terrain.c
    tests/viewshed/terrain_city.c PROPERTIES COMPILE_OPTIONS "-O2;-fno-sanitize=all")
  # The engine is watched, but optimised too.
  file(GLOB engine_sources CONFIGURE_DEPENDS planner/coverage/viewshed/*.c)
  set_property(SOURCE ${engine_sources} APPEND PROPERTY COMPILE_OPTIONS "-O2")
  # The sweeps are one text (sweep_body.h): it is watched where vectors keep it short. The portable
  # lanes, watched, take the compiler many minutes.
  set_property(SOURCE planner/coverage/viewshed/sweep_avx512.c planner/coverage/viewshed/sweep_avx2.c
    APPEND PROPERTY COMPILE_OPTIONS "-DSWEEP_ONE_BODY")
  set_property(SOURCE planner/coverage/viewshed/sweep_portable.c
    APPEND PROPERTY COMPILE_OPTIONS "-fno-sanitize=all")
endif()
