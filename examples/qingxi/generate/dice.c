#include "examples/qingxi/generate/dice.h"

#include <math.h>

/* SplitMix64 (Steele, Lea and Flood 2014): one multiply-and-shift hash a number. */
static uint64_t mix(uint64_t value)
{
    value ^= value >> 30;
    value *= 0xbf58476d1ce4e5b9u;
    value ^= value >> 27;
    value *= 0x94d049bb133111ebu;
    return value ^ (value >> 31);
}

Dice dice_new(uint64_t seed)
{
    return (Dice){.state = mix(seed + 1)};
}

double dice_unit(Dice *dice)
{
    dice->state += 0x9e3779b97f4a7c15u;
    return (double)(mix(dice->state) >> 11) / 9007199254740992.0;
}

double dice_between(Dice *dice, double low, double high)
{
    return low + (high - low) * dice_unit(dice);
}

int dice_below(Dice *dice, int count)
{
    return (int)(dice_unit(dice) * count);
}

bool dice_chance(Dice *dice, double share)
{
    return dice_unit(dice) < share;
}

static double lattice(int64_t column, int64_t row, unsigned salt, double dx, double dy)
{
    uint64_t hash =
        mix((uint64_t)column * 0x9e3779b1u + (uint64_t)row * 0x85ebca77c2b2ae63u + salt);
    double angle = (double)(hash >> 40) / 16777216.0 * 6.283185307179586;

    return cos(angle) * dx + sin(angle) * dy;
}

static double fade(double t)
{
    return t * t * t * (t * (t * 6 - 15) + 10);
}

double noise_at(double x, double y, unsigned salt)
{
    double left = floor(x), below = floor(y), dx = x - left, dy = y - below;
    int64_t column = (int64_t)left, row = (int64_t)below;
    double south = lattice(column, row, salt, dx, dy) * (1 - fade(dx)) +
                   lattice(column + 1, row, salt, dx - 1, dy) * fade(dx);
    double north = lattice(column, row + 1, salt, dx, dy - 1) * (1 - fade(dx)) +
                   lattice(column + 1, row + 1, salt, dx - 1, dy - 1) * fade(dx);

    return 1.4 * (south * (1 - fade(dy)) + north * fade(dy));
}

double noise_fractal(double x, double y, int octaves, unsigned salt)
{
    double sum = 0, weight = 1;

    for (int i = 0; i < octaves; i++, x *= 2, y *= 2, weight *= 0.5)
        sum += weight * noise_at(x, y, salt + (unsigned)i);
    return sum;
}

double noise_ridged(double x, double y, int octaves, unsigned salt)
{
    double sum = 0, weight = 0.55, carry = 1;

    for (int i = 0; i < octaves; i++, x *= 2.03, y *= 2.03, weight *= 0.5) {
        double crest = 1 - fabs(noise_at(x, y, salt + (unsigned)i));

        crest *= crest;
        sum += weight * crest * carry;
        carry = crest;
    }
    return sum;
}

double smooth_step(double from, double to, double value)
{
    double t = (value - from) / (to - from);

    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return t * t * (3 - 2 * t);
}
