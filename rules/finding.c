#include "rules/finding.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"

void finding_list_init(FindingList *list)
{
    *list = (FindingList){.arena = arena_new()};
}

void finding_list_release(FindingList *list)
{
    arena_free(list->arena);
    free(list->items);
    *list = (FindingList){0};
}

/* The formatted sentence, in the list's arena. */
static const char *list_format(FindingList *list, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *text = arena_alloc(list->arena, size, 1);
    vsnprintf(text, size, fmt, args);
    return text;
}

static const char *text_or_empty(FindingList *list, const char *text)
{
    return text ? arena_text(list->arena, text) : "";
}

void finding_add(FindingList *list, const Finding *head, const char *fmt, ...)
{
    Finding finding = *head;
    va_list args;

    finding.code = text_or_empty(list, head->code);
    finding.clause = text_or_empty(list, head->clause);
    finding.subject = text_or_empty(list, head->subject);
    finding.penalty = arena_text(list->arena, head->penalty);
    va_start(args, fmt);
    finding.sentence = list_format(list, fmt, args);
    va_end(args);
    list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = finding;
}

static int compare_numbers(double a, double b)
{
    if (isnan(a) || isnan(b))
        return (isnan(a) ? 1 : 0) - (isnan(b) ? 1 : 0);
    return (a > b) - (a < b);
}

static int compare_findings(const void *left, const void *right)
{
    const Finding *a = left, *b = right;
    int order = (int)a->severity - (int)b->severity;

    if (order == 0)
        order = text_order(a->clause, b->clause);
    if (order == 0)
        order = text_order(a->code, b->code);
    if (order == 0)
        order = text_order(a->subject, b->subject);
    if (order == 0)
        order = text_order(a->sentence, b->sentence);
    if (order == 0)
        order = compare_numbers(a->x, b->x);
    return order ? order : compare_numbers(a->y, b->y);
}

static bool is_same(const Finding *a, const Finding *b)
{
    return a->severity == b->severity && text_equal(a->clause, b->clause) &&
           text_equal(a->code, b->code) && text_equal(a->subject, b->subject) &&
           text_equal(a->sentence, b->sentence);
}

void finding_sort(FindingList *list)
{
    size_t kept = 0;

    if (list->count == 0)
        return;
    qsort(list->items, list->count, sizeof *list->items, compare_findings);
    for (size_t i = 1; i < list->count; i++)
        if (!is_same(&list->items[kept], &list->items[i]))
            list->items[++kept] = list->items[i];
    list->count = kept + 1;
}

const char *finding_cites(const Finding *finding)
{
    if (*finding->clause)
        return finding->clause;
    return text_equal(finding->subject, "project") ? "project" : "data";
}

size_t finding_count(const FindingList *list, Severity severity)
{
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++)
        count += list->items[i].severity == severity;
    return count;
}

const char *severity_name(Severity severity)
{
    static const char *const names[] = {"violation", "warning", "note"};

    return names[severity];
}
