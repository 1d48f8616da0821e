/* leaks.h - what leak checkers are not told about.
 *
 * Two libraries below this room lose, or seem to lose, a few hundred bytes:
 * fontconfig keeps its configuration by offsets that no checker follows, and
 * Cairo 1.16 drops an array of each CFF font that it embeds in a PDF. Around
 * those calls, and only those, LeakSanitizer looks away; elsewhere these
 * macros are nothing.
 */
#ifndef RENDER_LEAKS_H
#define RENDER_LEAKS_H

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LEAKS_CHECKED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define LEAKS_CHECKED
#endif

#ifdef LEAKS_CHECKED
#include <sanitizer/lsan_interface.h>
#define LEAKS_OFF() __lsan_disable()
#define LEAKS_ON() __lsan_enable()
#else
#define LEAKS_OFF() ((void)0)
#define LEAKS_ON() ((void)0)
#endif

#endif
