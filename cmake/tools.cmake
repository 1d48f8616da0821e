# tools.cmake - targets for people who change the program: tidy, format.
file(GLOB_RECURSE camplan_sources CONFIGURE_DEPENDS base/*.c data/*.c rules/*.c render/*.c planner/*.c)
file(GLOB_RECURSE camplan_files CONFIGURE_DEPENDS base/*.[ch] data/*.[ch] rules/*.[ch]
  render/*.[ch] planner/*.[ch] tests/*.[ch] bench/*.[ch] examples/*.[ch])

find_program(CLANG_FORMAT NAMES clang-format-14 clang-format)
if(CLANG_FORMAT)
  add_custom_target(format COMMAND ${CLANG_FORMAT} -i ${camplan_files} VERBATIM
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endif()

find_program(RUN_CLANG_TIDY NAMES run-clang-tidy-14 run-clang-tidy)
if(RUN_CLANG_TIDY)
  add_custom_target(tidy COMMAND ${RUN_CLANG_TIDY} -quiet -p ${PROJECT_BINARY_DIR} ${camplan_sources}
    VERBATIM WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endif()
