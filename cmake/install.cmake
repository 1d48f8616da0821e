# install.cmake - what `cmake --install` lays down and what the Debian package holds.
set(share ${CMAKE_INSTALL_DATADIR}/camplan)
if(TARGET camplan)
  install(TARGETS camplan RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY rules/packs DESTINATION ${share}/rules OPTIONAL)
install(FILES rules/ladders.yaml rules/johnson.yaml DESTINATION ${share}/rules)
install(DIRECTORY data/ DESTINATION ${share}/data FILES_MATCHING
  PATTERN "*.yaml" PATTERN "*.ini" PATTERN "*.md")
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL
  PATTERN "out" EXCLUDE PATTERN "generate" EXCLUDE)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md"
  PATTERN "man" EXCLUDE)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

# The option table prints its own part of the man page and the completion.
set(generated ${PROJECT_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated})
set(documents)
set(options_scd)
set(viewshed_scd)
if(TARGET camplan AND EXISTS ${PROJECT_SOURCE_DIR}/planner/command/completion.c)
  set(options_scd ${generated}/options.scd)
  add_custom_command(OUTPUT ${options_scd} DEPENDS camplan
    COMMAND camplan completion man > ${options_scd} VERBATIM)
  set(viewshed_scd ${generated}/viewshed.scd)
  add_custom_command(OUTPUT ${viewshed_scd} DEPENDS camplan
    COMMAND camplan completion man viewshed > ${viewshed_scd} VERBATIM)
  add_custom_command(OUTPUT ${generated}/camplan.bash DEPENDS camplan
    COMMAND camplan completion bash > ${generated}/camplan.bash VERBATIM)
  list(APPEND documents ${generated}/camplan.bash)
  install(FILES ${generated}/camplan.bash RENAME camplan
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
endif()

find_program(SCDOC scdoc)
file(GLOB pages CONFIGURE_DEPENDS docs/man/*.scd)
foreach(page IN LISTS pages)
  get_filename_component(name ${page} NAME_WLE) # camplan.1
  string(REGEX MATCH "[0-9]$" section ${name})
  if(SCDOC)
    add_custom_command(OUTPUT ${generated}/${name} DEPENDS ${page} ${options_scd} ${viewshed_scd}
        cmake/man.cmake
      COMMAND ${CMAKE_COMMAND} -DPAGE=${page} -DOPTIONS=${options_scd} -DVIEWSHED=${viewshed_scd} -DOUT=${generated}/${name}
        -DSCDOC=${SCDOC} -P ${PROJECT_SOURCE_DIR}/cmake/man.cmake VERBATIM)
    list(APPEND documents ${generated}/${name})
    install(FILES ${generated}/${name} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
  endif()
endforeach()
# Sanitized programs are for tests: nothing is installed from them.
if(documents AND NOT CAMPLAN_SANITIZE)
  add_custom_target(documents ALL DEPENDS ${documents})
elseif(documents)
  add_custom_target(documents DEPENDS ${documents})
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME camplan)
set(CPACK_PACKAGE_VENDOR "camplan")
set(CPACK_PACKAGE_CONTACT "camplan maintainers <maintainers@camplan.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS fonts-noto-cjk)
find_program(SHLIBDEPS dpkg-shlibdeps)
if(SHLIBDEPS)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
else()
  set(CPACK_DEBIAN_PACKAGE_DEPENDS "libc6 (>= 2.36), libgomp1 (>= 4.9), libgdal32 (>= 3.6.0), libgeos-c1v5 (>= 3.11.0), libfyaml0 (>= 0.7), libcairo2 (>= 1.16), libpango-1.0-0 (>= 1.50), libpangocairo-1.0-0 (>= 1.50), libfontconfig1 (>= 2.13), libglib2.0-0 (>= 2.74)")
endif()
include(CPack)
