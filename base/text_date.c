/* Calendar dates of text.h. The day count is that of the proleptic Gregorian
 * calendar with years that begin in March, so that a leap day ends its year. */
#include <stdio.h>

#include "base/text.h"

static bool date_in_calendar(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] + (month == 2 && leap);
}

bool text_date(const char *text, int *yyyymmdd)
{
    static const char shape[] = "dddd-dd-dd";
    int value = 0;

    if (!text)
        return false;
    for (size_t i = 0; i < sizeof shape; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == 'd' ? !digit : text[i] != shape[i])
            return false;
        if (digit)
            value = value * 10 + (text[i] - '0');
    }
    if (!date_in_calendar(value / 10000, value / 100 % 100, value % 100))
        return false;
    *yyyymmdd = value;
    return true;
}

int text_date_add(int yyyymmdd, int days)
{
    int month = yyyymmdd / 100 % 100, shifted = (month + 9) % 12; /* March is 0 */
    int year = yyyymmdd / 10000 - (month < 3);
    long count = 365L * year + year / 4 - year / 100 + year / 400 + (153 * shifted + 2) / 5 +
                 yyyymmdd % 100 - 1 + days;
    long era_day = count % 146097, era = count / 146097; /* 400 years */
    long in_era, in_year;

    in_era = (era_day - era_day / 1460 + era_day / 36524 - era_day / 146096) / 365;
    in_year = era_day - (365 * in_era + in_era / 4 - in_era / 100);
    shifted = (int)((5 * in_year + 2) / 153);
    month = shifted < 10 ? shifted + 3 : shifted - 9;
    return (int)((era * 400 + in_era + (month < 3)) * 10000 + month * 100 + in_year -
                 (153 * shifted + 2) / 5 + 1);
}

void text_date_format(int yyyymmdd, char out[11])
{
    char longest[32];

    snprintf(longest, sizeof longest, "%04d-%02d-%02d", yyyymmdd / 10000, yyyymmdd / 100 % 100,
             yyyymmdd % 100);
    snprintf(out, 11, "%.10s", longest);
}
