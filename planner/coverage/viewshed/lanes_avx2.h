/* lanes_avx2.h - eight 32-bit lanes as the sweeps want them: AVX2 and FMA.
 *
 * The same names as lanes_avx512.h, which explains them. A mask is a vector of all-ones lanes.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_LANES_AVX2_H
#define PLANNER_COVERAGE_VIEWSHED_LANES_AVX2_H

#include <immintrin.h>
#include <stdint.h>

enum { LANES = 8 };
typedef __m256 Floats;
typedef __m256i Ints;
typedef __m256 Mask;
#define LANE static inline __attribute__((always_inline))

LANE Floats floats_set(float a)
{
    return _mm256_set1_ps(a);
}
LANE Floats floats_load(const float *at)
{
    return _mm256_load_ps(at);
}
LANE Floats floats_load_any(const float *at)
{
    return _mm256_loadu_ps(at);
}
LANE void floats_store(float *at, Floats a)
{
    _mm256_store_ps(at, a);
}
LANE void floats_store_any(float *at, Floats a)
{
    _mm256_storeu_ps(at, a);
}
LANE Floats floats_add(Floats a, Floats b)
{
    return _mm256_add_ps(a, b);
}
LANE Floats floats_sub(Floats a, Floats b)
{
    return _mm256_sub_ps(a, b);
}
LANE Floats floats_mul(Floats a, Floats b)
{
    return _mm256_mul_ps(a, b);
}
LANE Floats floats_mul_add(Floats a, Floats b, Floats c)
{
    return _mm256_fmadd_ps(a, b, c);
}
LANE Floats floats_sub_mul(Floats a, Floats b, Floats c)
{
    return _mm256_fnmadd_ps(a, b, c);
}
LANE Floats floats_max(Floats a, Floats b)
{
    return _mm256_max_ps(a, b);
}
LANE Floats floats_min(Floats a, Floats b)
{
    return _mm256_min_ps(a, b);
}
LANE Floats floats_pick(Mask m, Floats a, Floats b)
{
    return _mm256_blendv_ps(b, a, m);
}
LANE Floats floats_max_if(Mask m, Floats a, Floats b)
{
    return floats_pick(m, _mm256_max_ps(a, b), a);
}
LANE Floats floats_min_if(Mask m, Floats a, Floats b)
{
    return floats_pick(m, _mm256_min_ps(a, b), a);
}
LANE Mask floats_ge(Floats a, Floats b)
{
    return _mm256_cmp_ps(a, b, _CMP_GE_OQ);
}
LANE Mask floats_le(Floats a, Floats b)
{
    return _mm256_cmp_ps(a, b, _CMP_LE_OQ);
}
LANE Mask mask_or(Mask a, Mask b)
{
    return _mm256_or_ps(a, b);
}
LANE float floats_most(Floats a)
{
    __m128 most = _mm_max_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));

    most = _mm_max_ps(most, _mm_movehl_ps(most, most));
    return _mm_cvtss_f32(_mm_max_ss(most, _mm_shuffle_ps(most, most, 1)));
}
LANE float floats_least(Floats a)
{
    __m128 least = _mm_min_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));

    least = _mm_min_ps(least, _mm_movehl_ps(least, least));
    return _mm_cvtss_f32(_mm_min_ss(least, _mm_shuffle_ps(least, least, 1)));
}
LANE unsigned mask_bits(Mask m)
{
    return (unsigned)_mm256_movemask_ps(m);
}
LANE Floats floats_next(Floats a)
{
    return _mm256_permutevar8x32_ps(a, _mm256_set_epi32(7, 7, 6, 5, 4, 3, 2, 1));
}
LANE Floats floats_look(Floats table, Ints index)
{
    return _mm256_permutevar8x32_ps(table, index);
}
LANE Floats floats_look_at(const float *table, Ints index)
{
    return _mm256_permutevar8x32_ps(_mm256_loadu_ps(table), index);
}
LANE Floats floats_gather(const float *table, Ints index)
{
    return _mm256_i32gather_ps(table, index, 4);
}
LANE Floats floats_double(Floats a, int half)
{
    return _mm256_permutevar8x32_ps(a, half ? _mm256_set_epi32(6, 6, 6, 5, 5, 4, 4, 3)
                                            : _mm256_set_epi32(3, 3, 2, 2, 1, 1, 0, 0));
}
LANE Ints ints_set(int32_t a)
{
    return _mm256_set1_epi32(a);
}
LANE Ints ints_load(const int32_t *at)
{
    return _mm256_load_si256((const __m256i *)(const void *)at);
}
LANE void ints_store(int32_t *at, Ints a)
{
    _mm256_store_si256((__m256i *)(void *)at, a);
}
LANE Ints ints_count(void)
{
    return _mm256_set_epi32(7, 6, 5, 4, 3, 2, 1, 0);
}
LANE Ints ints_add(Ints a, Ints b)
{
    return _mm256_add_epi32(a, b);
}
LANE Ints ints_sub(Ints a, Ints b)
{
    return _mm256_sub_epi32(a, b);
}
LANE Ints ints_mul(Ints a, Ints b)
{
    return _mm256_mullo_epi32(a, b);
}
LANE Ints ints_min(Ints a, Ints b)
{
    return _mm256_min_epi32(a, b);
}
LANE Ints ints_max(Ints a, Ints b)
{
    return _mm256_max_epi32(a, b);
}
LANE Ints ints_right(Ints a, int by)
{
    return _mm256_srli_epi32(a, by);
}
LANE Floats floats_of(Ints a)
{
    return _mm256_cvtepi32_ps(a);
}
LANE Ints ints_floor(Floats a)
{
    return _mm256_cvtps_epi32(_mm256_floor_ps(a));
}
LANE Floats floats_fraction(Ints a)
{
    const Ints bits = _mm256_and_si256(a, _mm256_set1_epi32(0x7fffff));

    return _mm256_sub_ps(_mm256_castsi256_ps(_mm256_or_si256(bits, _mm256_set1_epi32(0x3f800000))),
                         _mm256_set1_ps(1.0f));
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
