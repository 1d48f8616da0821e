/* dice.h - chance that repeats: seeded random numbers and smooth noise.
 *
 * The same seed gives the same numbers on every machine. Noise needs no
 * state: its value belongs to a place and a salt. A Dice belongs to one thread.
 */
#ifndef EXAMPLES_QINGXI_GENERATE_DICE_H
#define EXAMPLES_QINGXI_GENERATE_DICE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint64_t state;
} Dice;

Dice dice_new(uint64_t seed);
/* Uniform in [0, 1). */
double dice_unit(Dice *dice);
double dice_between(Dice *dice, double low, double high);
/* 0 .. count - 1. */
int dice_below(Dice *dice, int count);
bool dice_chance(Dice *dice, double share);

/* Gradient noise of wavelength 1, about -1 .. 1. */
double noise_at(double x, double y, unsigned salt);
/* Octaves of noise_at(), each half as strong and twice as fine. */
double noise_fractal(double x, double y, int octaves, unsigned salt);
/* Ridged octaves, 0 .. 1: crests and the valleys between them. */
double noise_ridged(double x, double y, int octaves, unsigned salt);

/* 0 below `from`, 1 above `to`, smooth between. */
double smooth_step(double from, double to, double value);

#endif
