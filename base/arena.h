/* arena.h - memory of one lifetime, released all at once.
 *
 * Never fails (see memory.h). One arena per thread.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/status.h"

typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena); /* NULL is allowed */

/* `count` zeroed items of `size` bytes, aligned for any type. */
void *arena_alloc(Arena *arena, size_t count, size_t size);

/* Copies that live as long as the arena. NULL gives NULL. */
const char *arena_text(Arena *arena, const char *text);
const char *arena_printf(Arena *arena, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
