#include "tests/viewshed/dice.h"

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t mix(uint64_t value)
{
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
    return value ^ (value >> 31);
}

Dice dice_new(uint64_t seed)
{
    return (Dice){.state = mix(seed + 1)};
}

double dice_unit(Dice *dice)
{
    dice->state += 0x9e3779b97f4a7c15u;
    return (double)(mix(dice->state) >> 11) * 0x1p-53;
}

double dice_between(Dice *dice, double low, double high)
{
    return low + (high - low) * dice_unit(dice);
}

long dice_from(Dice *dice, long low, long below)
{
    return low + (long)(dice_unit(dice) * (double)(below - low));
}

bool dice_chance(Dice *dice, double share)
{
    return dice_unit(dice) < share;
}

double dice_normal(Dice *dice)
{
    double sum = 0.0;

    for (int i = 0; i < 4; i++)
        sum += dice_unit(dice) - 0.5;
    return sum * 1.7320508075688772;
}

double dice_exponential(Dice *dice)
{
    double value = 1.0 - dice_unit(dice), sum = 0.0, s, power;

    /* -ln(value): halvings first, then the series of 2 artanh(s). */
    for (; value < 0.75; value *= 2.0)
        sum += 0.6931471805599453;
    s = (1.0 - value) / (1.0 + value);
    power = 2.0 * s;
    for (int i = 1; i < 24; i += 2, power *= s * s)
        sum += power / i;
    return sum;
}

double dice_scale(Dice *dice, double low, double high)
{
    double top = low;

    while (top < high && dice_chance(dice, 0.75))
        top *= 2.0;
    if (top >= high)
        return dice_between(dice, low, high);
    return dice_between(dice, top, 2.0 * top < high ? 2.0 * top : high);
}
