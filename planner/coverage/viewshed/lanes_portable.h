/* lanes_portable.h - eight 32-bit lanes in plain C, for every processor.
 *
 * The same names as lanes_avx512.h, which explains them. Loops over a fixed number of lanes,
 * which compilers turn into whatever vectors the processor's baseline has. No fused product:
 * margins allow for either.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_LANES_PORTABLE_H
#define PLANNER_COVERAGE_VIEWSHED_LANES_PORTABLE_H

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { LANES = 8 };
typedef struct {
    float lane[LANES];
} Floats;
typedef struct {
    int32_t lane[LANES];
} Ints;
typedef Ints Mask; /* -1 or 0 */
#define LANE static inline __attribute__((always_inline))
#define EACH_LANE for (int i = 0; i < LANES; i++)

LANE Floats floats_set(float a)
{
    Floats out;
    EACH_LANE out.lane[i] = a;
    return out;
}
LANE Floats floats_load_any(const float *at)
{
    Floats out;
    memcpy(&out, at, sizeof out);
    return out;
}
LANE Floats floats_load(const float *at)
{
    return floats_load_any(at);
}
LANE void floats_store_any(float *at, Floats a)
{
    memcpy(at, &a, sizeof a);
}
LANE void floats_store(float *at, Floats a)
{
    floats_store_any(at, a);
}
LANE Floats floats_add(Floats a, Floats b)
{
    EACH_LANE a.lane[i] += b.lane[i];
    return a;
}
LANE Floats floats_sub(Floats a, Floats b)
{
    EACH_LANE a.lane[i] -= b.lane[i];
    return a;
}
LANE Floats floats_mul(Floats a, Floats b)
{
    EACH_LANE a.lane[i] *= b.lane[i];
    return a;
}
LANE Floats floats_mul_add(Floats a, Floats b, Floats c)
{
    EACH_LANE a.lane[i] = a.lane[i] * b.lane[i] + c.lane[i];
    return a;
}
LANE Floats floats_sub_mul(Floats a, Floats b, Floats c)
{
    EACH_LANE a.lane[i] = c.lane[i] - a.lane[i] * b.lane[i];
    return a;
}
LANE Floats floats_max(Floats a, Floats b)
{
    EACH_LANE a.lane[i] = a.lane[i] > b.lane[i] ? a.lane[i] : b.lane[i];
    return a;
}
LANE Floats floats_min(Floats a, Floats b)
{
    EACH_LANE a.lane[i] = a.lane[i] < b.lane[i] ? a.lane[i] : b.lane[i];
    return a;
}
LANE Floats floats_pick(Mask m, Floats a, Floats b)
{
    EACH_LANE a.lane[i] = m.lane[i] ? a.lane[i] : b.lane[i];
    return a;
}
LANE Floats floats_max_if(Mask m, Floats a, Floats b)
{
    return floats_pick(m, floats_max(a, b), a);
}
LANE Floats floats_min_if(Mask m, Floats a, Floats b)
{
    return floats_pick(m, floats_min(a, b), a);
}
LANE Mask floats_ge(Floats a, Floats b)
{
    Mask out;
    EACH_LANE out.lane[i] = -(a.lane[i] >= b.lane[i]);
    return out;
}
LANE Mask floats_le(Floats a, Floats b)
{
    Mask out;
    EACH_LANE out.lane[i] = -(a.lane[i] <= b.lane[i]);
    return out;
}
LANE Mask mask_or(Mask a, Mask b)
{
    EACH_LANE a.lane[i] |= b.lane[i];
    return a;
}
LANE float floats_most(Floats a)
{
    float most = a.lane[0];
    EACH_LANE most = a.lane[i] > most ? a.lane[i] : most;
    return most;
}
LANE float floats_least(Floats a)
{
    float least = a.lane[0];
    EACH_LANE least = a.lane[i] < least ? a.lane[i] : least;
    return least;
}
LANE unsigned mask_bits(Mask m)
{
    unsigned bits = 0;
    EACH_LANE bits |= (unsigned)(m.lane[i] & 1) << i;
    return bits;
}
LANE Floats floats_next(Floats a)
{
    for (int i = 0; i + 1 < LANES; i++)
        a.lane[i] = a.lane[i + 1];
    return a;
}
LANE Floats floats_look(Floats table, Ints index)
{
    Floats out;
    EACH_LANE out.lane[i] = table.lane[index.lane[i] & (LANES - 1)];
    return out;
}
LANE Floats floats_look_at(const float *table, Ints index)
{
    Floats out;
    EACH_LANE out.lane[i] = table[index.lane[i] & (LANES - 1)];
    return out;
}
LANE Floats floats_gather(const float *table, Ints index)
{
    Floats out;
    EACH_LANE out.lane[i] = table[index.lane[i]];
    return out;
}
LANE Floats floats_double(Floats a, int half)
{
    Floats out;
    EACH_LANE out.lane[i] = a.lane[(i + half * (LANES - 1)) >> 1 & (LANES - 1)];
    return out;
}
LANE Ints ints_set(int32_t a)
{
    Ints out;
    EACH_LANE out.lane[i] = a;
    return out;
}
LANE Ints ints_load(const int32_t *at)
{
    Ints out;
    memcpy(&out, at, sizeof out);
    return out;
}
LANE void ints_store(int32_t *at, Ints a)
{
    memcpy(at, &a, sizeof a);
}
LANE Ints ints_count(void)
{
    Ints out;
    EACH_LANE out.lane[i] = i;
    return out;
}
LANE Ints ints_add(Ints a, Ints b)
{
    EACH_LANE a.lane[i] = (int32_t)((uint32_t)a.lane[i] + (uint32_t)b.lane[i]);
    return a;
}
LANE Ints ints_sub(Ints a, Ints b)
{
    EACH_LANE a.lane[i] = (int32_t)((uint32_t)a.lane[i] - (uint32_t)b.lane[i]);
    return a;
}
LANE Ints ints_mul(Ints a, Ints b)
{
    EACH_LANE a.lane[i] = (int32_t)((uint32_t)a.lane[i] * (uint32_t)b.lane[i]);
    return a;
}
LANE Ints ints_min(Ints a, Ints b)
{
    EACH_LANE a.lane[i] = a.lane[i] < b.lane[i] ? a.lane[i] : b.lane[i];
    return a;
}
LANE Ints ints_max(Ints a, Ints b)
{
    EACH_LANE a.lane[i] = a.lane[i] > b.lane[i] ? a.lane[i] : b.lane[i];
    return a;
}
LANE Ints ints_right(Ints a, int by)
{
    EACH_LANE a.lane[i] = (int32_t)((uint32_t)a.lane[i] >> by);
    return a;
}
LANE Floats floats_of(Ints a)
{
    Floats out;
    EACH_LANE out.lane[i] = (float)a.lane[i];
    return out;
}
LANE Ints ints_floor(Floats a)
{
    Ints out;
    EACH_LANE out.lane[i] = (int32_t)floorf(a.lane[i]);
    return out;
}
LANE Floats floats_fraction(Ints a)
{
    Floats out;
    EACH_LANE out.lane[i] = (float)(a.lane[i] & 0x7fffff) * 0x1p-23f;
    return out;
}

LANE void floats_turn(const float *from, long from_step, float *to, long to_step)
{
    for (int i = 0; i < 8; i++)
        for (int j = 0; j < 8; j++)
            to[j * to_step + i] = from[i * from_step + j];
}

#endif
