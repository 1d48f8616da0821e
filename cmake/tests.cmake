# tests.cmake - one program a test file; tests/<room>/test_<noun>.c links the room that it tests.
include(CTest)
if(NOT BUILD_TESTING)
  return()
endif()

# Leaks and races that lie in libraries, each with its reason beside it.
set(test_environment
  "LSAN_OPTIONS=suppressions='${PROJECT_SOURCE_DIR}/tests/lsan.supp':print_suppressions=0"
  "TSAN_OPTIONS=suppressions='${PROJECT_SOURCE_DIR}/tests/tsan.supp':ignore_noninstrumented_modules=1"
  "UBSAN_OPTIONS=print_stacktrace=1")
# ThreadSanitizer learns from Archer, a tool of libomp, where OpenMP makes threads wait; without
# it every parallel loop looks like a race.
if(CAMPLAN_SANITIZE MATCHES "thread")
  find_library(ARCHER archer PATHS /usr/lib/llvm-14/lib REQUIRED)
  list(APPEND test_environment "OMP_TOOL_LIBRARIES=${ARCHER}")
endif()

function(camplan_test_settings name)
  set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77 ENVIRONMENT
    "CAMPLAN=$<$<TARGET_EXISTS:camplan>:$<TARGET_FILE:camplan>>;${test_environment}")
endfunction()

# What follows the room is linked too.
function(camplan_tests folder room)
  file(GLOB files CONFIGURE_DEPENDS tests/${folder}/test_*.c)
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME_WE)
    add_executable(${name} ${file})
    target_link_libraries(${name} PRIVATE camplan_${room} ${ARGN} PkgConfig::CMOCKA)
    add_test(NAME ${folder}/${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    camplan_test_settings(${folder}/${name})
  endforeach()
endfunction()

# Tests that are scripts: tests/<folder>/test_<noun>.sh
function(camplan_script_tests folder)
  file(GLOB files CONFIGURE_DEPENDS tests/${folder}/test_*.sh)
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME_WE)
    add_test(NAME ${folder}/${name} COMMAND sh ${file} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    camplan_test_settings(${folder}/${name})
  endforeach()
endfunction()

if(CMOCKA_FOUND)
  camplan_tests(base base)
  camplan_tests(data data)
  camplan_tests(rules rules)
  camplan_tests(render render)
  camplan_tests(viewshed viewshed camplan_proof)
  camplan_tests(cover cover)
  camplan_tests(quota quota)
  camplan_tests(planner command camplan_proof)
  camplan_tests(program command)
  camplan_tests(house base)
  # Its threads sleep when they wait: the small loops of a Relief are many.
  foreach(name IN ITEMS test_exact test_viewshed test_once_wrong)
    set_property(TEST viewshed/${name} APPEND PROPERTY ENVIRONMENT "OMP_WAIT_POLICY=passive")
  endforeach()
  # It keeps two processors busy. ThreadSanitizer has time for fewer cells.
  set_tests_properties(viewshed/test_exact PROPERTIES PROCESSORS 2)
  if(CAMPLAN_SANITIZE)
    target_compile_definitions(test_exact PRIVATE PROOF_PORTABLE_PART=16)
  endif()
  if(CAMPLAN_SANITIZE MATCHES "thread")
    target_compile_definitions(test_exact PRIVATE PROOF_PART=50)
  endif()
else()
  message(WARNING "cmocka is not there: no tests are built (Debian: libcmocka-dev)")
endif()
camplan_script_tests(house)
