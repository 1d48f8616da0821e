/* lanes_avx512.h - sixteen 32-bit lanes as the sweeps want them: AVX-512 F, DQ, BW and VL.
 *
 * The three lanes_*.h define the same names. A mask is whatever is cheapest; mask_bits()
 * makes an integer of it. Products and sums may be fused: margins allow for it.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_LANES_AVX512_H
#define PLANNER_COVERAGE_VIEWSHED_LANES_AVX512_H

#include <immintrin.h>
#include <stdint.h>

enum { LANES = 16 };
typedef __m512 Floats;
typedef __m512i Ints;
typedef __mmask16 Mask;
#define LANE static inline __attribute__((always_inline))

LANE Floats floats_set(float a)
{
    return _mm512_set1_ps(a);
}
LANE Floats floats_load(const float *at)
{
    return _mm512_load_ps(at);
}
LANE Floats floats_load_any(const float *at)
{
    return _mm512_loadu_ps(at);
}
LANE void floats_store(float *at, Floats a)
{
    _mm512_store_ps(at, a);
}
LANE void floats_store_any(float *at, Floats a)
{
    _mm512_storeu_ps(at, a);
}
LANE Floats floats_add(Floats a, Floats b)
{
    return _mm512_add_ps(a, b);
}
LANE Floats floats_sub(Floats a, Floats b)
{
    return _mm512_sub_ps(a, b);
}
LANE Floats floats_mul(Floats a, Floats b)
{
    return _mm512_mul_ps(a, b);
}
LANE Floats floats_mul_add(Floats a, Floats b, Floats c) /* a b + c */
{
    return _mm512_fmadd_ps(a, b, c);
}
LANE Floats floats_sub_mul(Floats a, Floats b, Floats c) /* c - a b */
{
    return _mm512_fnmadd_ps(a, b, c);
}
LANE Floats floats_max(Floats a, Floats b)
{
    return _mm512_max_ps(a, b);
}
LANE Floats floats_min(Floats a, Floats b)
{
    return _mm512_min_ps(a, b);
}
LANE Floats floats_max_if(Mask m, Floats a, Floats b) /* m ? max(a, b) : a */
{
    return _mm512_mask_max_ps(a, m, a, b);
}
LANE Floats floats_min_if(Mask m, Floats a, Floats b)
{
    return _mm512_mask_min_ps(a, m, a, b);
}
LANE Floats floats_pick(Mask m, Floats a, Floats b) /* m ? a : b */
{
    return _mm512_mask_blend_ps(m, b, a);
}
LANE Mask floats_ge(Floats a, Floats b)
{
    return _mm512_cmp_ps_mask(a, b, _CMP_GE_OQ);
}
LANE Mask floats_le(Floats a, Floats b)
{
    return _mm512_cmp_ps_mask(a, b, _CMP_LE_OQ);
}
LANE Mask mask_or(Mask a, Mask b)
{
    return a | b;
}
LANE float floats_most(Floats a)
{
    return _mm512_reduce_max_ps(a);
}
LANE float floats_least(Floats a)
{
    return _mm512_reduce_min_ps(a);
}
LANE unsigned mask_bits(Mask m)
{
    return m;
}
/* Lane i takes lane i + 1; the last lane takes anything. */
LANE Floats floats_next(Floats a)
{
    return _mm512_castsi512_ps(
        _mm512_alignr_epi32(_mm512_castps_si512(a), _mm512_castps_si512(a), 1));
}
/* table[index]; index in 0 .. LANES - 1. */
LANE Floats floats_look(Floats table, Ints index)
{
    return _mm512_permutexvar_ps(index, table);
}
LANE Floats floats_look_at(const float *table, Ints index)
{
    return _mm512_permutexvar_ps(index, _mm512_loadu_ps(table));
}
LANE Floats floats_gather(const float *table, Ints index)
{
    return _mm512_i32gather_ps(index, table, 4);
}
/* Each lane of the lower (half 0) or upper half of the LANES - 1 bins twice: the two bins of the
 * next level. */
LANE Floats floats_double(Floats a, int half)
{
    const __m512i from =
        half ? _mm512_set_epi32(14, 14, 14, 13, 13, 12, 12, 11, 11, 10, 10, 9, 9, 8, 8, 7)
             : _mm512_set_epi32(7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0);

    return _mm512_permutexvar_ps(from, a);
}
LANE Ints ints_set(int32_t a)
{
    return _mm512_set1_epi32(a);
}
LANE Ints ints_load(const int32_t *at)
{
    return _mm512_load_si512(at);
}
LANE void ints_store(int32_t *at, Ints a)
{
    _mm512_store_si512(at, a);
}
LANE Ints ints_count(void) /* 0, 1, 2 ... */
{
    return _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
}
LANE Ints ints_add(Ints a, Ints b)
{
    return _mm512_add_epi32(a, b);
}
LANE Ints ints_sub(Ints a, Ints b)
{
    return _mm512_sub_epi32(a, b);
}
LANE Ints ints_mul(Ints a, Ints b)
{
    return _mm512_mullo_epi32(a, b);
}
LANE Ints ints_min(Ints a, Ints b)
{
    return _mm512_min_epi32(a, b);
}
LANE Ints ints_max(Ints a, Ints b)
{
    return _mm512_max_epi32(a, b);
}
LANE Ints ints_right(Ints a, int by) /* unsigned */
{
    return _mm512_srli_epi32(a, (unsigned)by);
}
LANE Floats floats_of(Ints a)
{
    return _mm512_cvtepi32_ps(a);
}
LANE Ints ints_floor(Floats a)
{
    return _mm512_cvt_roundps_epi32(a, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
}
/* The low 23 bits as a fraction in [0, 1). */
LANE Floats floats_fraction(Ints a)
{
    const __m512i bits = _mm512_set1_epi32(0x7fffff), one = _mm512_set1_epi32(0x3f800000);

    return _mm512_sub_ps(_mm512_castsi512_ps(_mm512_ternarylogic_epi32(a, bits, one, 0xEA)),
                         _mm512_set1_ps(1.0f));
}

/* Turn 8 x 8 floats: line i of `from` becomes column i of `to`. */
LANE void floats_turn(const float *from, long from_step, float *to, long to_step)
{
    __m256 a[8], b[8];

    for (int i = 0; i < 8; i++)
        a[i] = _mm256_loadu_ps(from + i * from_step);
    for (int i = 0; i < 8; i += 2) {
        b[i] = _mm256_unpacklo_ps(a[i], a[i + 1]);
        b[i + 1] = _mm256_unpackhi_ps(a[i], a[i + 1]);
    }
    for (int i = 0; i < 8; i += 4) {
        a[i] = _mm256_shuffle_ps(b[i], b[i + 2], 0x44);
        a[i + 1] = _mm256_shuffle_ps(b[i], b[i + 2], 0xEE);
        a[i + 2] = _mm256_shuffle_ps(b[i + 1], b[i + 3], 0x44);
        a[i + 3] = _mm256_shuffle_ps(b[i + 1], b[i + 3], 0xEE);
    }
    for (int i = 0; i < 4; i++) {
        _mm256_storeu_ps(to + i * to_step, _mm256_permute2f128_ps(a[i], a[i + 4], 0x20));
        _mm256_storeu_ps(to + (i + 4) * to_step, _mm256_permute2f128_ps(a[i], a[i + 4], 0x31));
    }
}

#endif
