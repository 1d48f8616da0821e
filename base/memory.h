/* memory.h - allocation that the caller need not check.
 *
 * Small memory either is there or the program ends: these functions print
 * one line and leave with exit code 4 (atexit handlers run, so temporary
 * outputs are removed). Large arrays whose size comes from the input use
 * memory_try() and report ERR_MEMORY with the size in words.
 * See docs/decisions/0003-memory.md. Thread-safe.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* `count` zeroed items of `size` bytes; never NULL; release with free(). */
void *memory_new(size_t count, size_t size);

/* As memory_new(), but NULL when there is no room. */
void *memory_try(size_t count, size_t size);

/* `old` grown or shrunk to `count` items (new items are not zeroed). */
void *memory_resize(void *old, size_t count, size_t size);

/* Make room for one more item in a growing array: doubles `*capacity` when
 * `count` has reached it. Returns the array: `a = memory_grow(a, n, &cap, sizeof *a)`. */
void *memory_grow(void *array, size_t count, size_t *capacity, size_t size);

/* Bytes that this process may hope for: of the machine, or of the control group it is in. */
size_t memory_machine(void);

/* A copy of `text` (NULL gives NULL); release with free(). */
char *memory_text(const char *text);

#endif
