/* Amounts of memory as people write them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

bool text_bytes(const char *text, size_t *out)
{
    static const char *const units[] = {"", "K", "M", "G", "T", NULL};
    size_t number = text ? strspn(text, "0123456789.") : 0;
    char *digits, unit[2] = "";
    double value = 0.0;
    bool known;

    if (!number)
        return false;
    digits = memory_text(text);
    digits[number] = '\0';
    known = text_number(digits, &value);
    free(digits);
    text += number;
    if (*text)
        unit[0] = *text++;
    if (text_equal_nocase(text, "b") || text_equal_nocase(text, "ib"))
        text += strlen(text);
    for (size_t i = 0; known && !*text && units[i]; i++)
        if (text_equal_nocase(unit, units[i])) {
            value *= pow(1024.0, (double)i);
            if (!(value >= 1.0 && value < 9e18))
                return false;
            *out = (size_t)value;
            return true;
        }
    return false;
}
