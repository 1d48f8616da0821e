#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { BLOCK_BYTES = 64 * 1024 };

typedef struct Block {
    struct Block *next;
    size_t used, size;
    max_align_t bytes[];
} Block;

struct Arena {
    Block *newest;
};

Arena *arena_new(void)
{
    return memory_new(1, sizeof(Arena));
}

void arena_free(Arena *arena)
{
    if (!arena)
        return;
    for (Block *block = arena->newest, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    free(arena);
}

static Block *block_new(size_t size)
{
    Block *block = memory_new(1, sizeof(Block) + size);

    block->size = size;
    return block;
}

void *arena_alloc(Arena *arena, size_t count, size_t size)
{
    const size_t align = sizeof(max_align_t);
    Block *block = arena->newest;
    size_t need;

    /* Too large to count: memory_new() says so and ends the program. */
    if (size && count > (SIZE_MAX - sizeof(Block) - align) / size)
        return memory_new(count, size);
    need = (count * size + align - 1) / align * align;
    if (need > BLOCK_BYTES / 4) {
        /* A block of its own, put behind the newest, which still has room. */
        Block *large = block_new(need);
        large->used = need;
        large->next = block ? block->next : NULL;
        *(block ? &block->next : &arena->newest) = large;
        return large->bytes;
    }
    if (!block || block->size - block->used < need) {
        block = block_new(BLOCK_BYTES);
        block->next = arena->newest;
        arena->newest = block;
    }
    block->used += need;
    return (char *)block->bytes + block->used - need;
}

const char *arena_text(Arena *arena, const char *text)
{
    size_t size;

    if (!text)
        return NULL;
    size = strlen(text) + 1;
    return memcpy(arena_alloc(arena, size, 1), text, size);
}

const char *arena_printf(Arena *arena, const char *fmt, ...)
{
    va_list args, again;
    char *out;
    int length;

    va_start(args, fmt);
    va_copy(again, args);
    length = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    out = arena_alloc(arena, length < 0 ? 1 : (size_t)length + 1, 1);
    if (length > 0)
        vsnprintf(out, (size_t)length + 1, fmt, again);
    va_end(again);
    return out;
}
