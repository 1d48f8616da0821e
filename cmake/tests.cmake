# tests.cmake - one program a test file; tests/<room>/test_<noun>.c links the room that it tests.
include(CTest)
if(NOT BUILD_TESTING OR NOT CMOCKA_FOUND)
  return()
endif()

function(camplan_tests folder room)
  file(GLOB files CONFIGURE_DEPENDS tests/${folder}/test_*.c)
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME_WE)
    add_executable(${name} ${file})
    target_link_libraries(${name} PRIVATE camplan_${room} PkgConfig::CMOCKA)
    add_test(NAME ${folder}/${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${folder}/${name} PROPERTIES SKIP_RETURN_CODE 77
      ENVIRONMENT "CAMPLAN=$<$<TARGET_EXISTS:camplan>:$<TARGET_FILE:camplan>>")
  endforeach()
endfunction()

camplan_tests(base base)
camplan_tests(data data)
camplan_tests(rules rules)
camplan_tests(render render)
camplan_tests(planner command)
