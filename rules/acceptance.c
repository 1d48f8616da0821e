#include "rules/acceptance.h"

#include <math.h>

#include "base/text.h"

static const char *value_of(const Selected *of, const char *field)
{
    const char *value = field ? layer_value(of->layer, of->feature, field) : NULL;

    return value && *value ? value : NULL;
}

/* "2021-06-01", "2021/06/01", "20210601" or with a time behind it. */
static int date_of(const char *text)
{
    char plain[11] = "";
    int date = 0, digits = 0;

    for (; text && *text && digits < 8; text++) {
        if (*text >= '0' && *text <= '9') {
            int at = digits + (digits >= 4) + (digits >= 6);
            plain[at] = *text;
            digits++;
        }
    }
    if (digits < 8)
        return 0;
    plain[4] = plain[7] = '-';
    plain[10] = '\0';
    return text_date(plain, &date) ? date : 0;
}

int selected_date(const Selected *of, const char *field, const char *usual)
{
    int date = date_of(value_of(of, field));

    return date ? date : date_of(value_of(of, usual));
}

bool selected_date_wrong(const Selected *of, const char *field, const char *usual, const char *what,
                         FindingList *findings)
{
    const char *named = value_of(of, field) ? field : usual, *value = value_of(of, named);
    const char *subject;

    if (!value || date_of(value))
        return false;
    subject = arena_printf(findings->arena, "layer %s, feature %lld", of->layer->id,
                           (long long)of->feature->fid);
    const Finding head = {
        SEVERITY_WARNING, "date-unreadable", of->clause->id, subject, NAN, NAN, NULL, NULL};
    finding_add(findings, &head,
                "%s%s%s%s: %s is \"%.60s\", which is no date, %s; write YYYY-MM-DD, such as "
                "2021-06-30",
                subject, *of->name ? " (" : "", of->name, *of->name ? ")" : "", named, value, what);
    return true;
}

static bool refuse(const Selected *of, FindingList *findings, const char *code, const char *why)
{
    const char *subject = arena_printf(findings->arena, "layer %s, feature %lld", of->layer->id,
                                       (long long)of->feature->fid);
    const Finding head = {SEVERITY_WARNING, code, of->clause->id, subject, NAN, NAN, NULL, NULL};

    finding_add(findings, &head, "%s%s%s", of->name, *of->name ? ": " : "", why);
    return false;
}

static bool dated_accepted(const Selected *of, int as_of, FindingList *findings)
{
    const ProjectLayer *as = of->layer->as;
    int from = selected_date(of, as->valid_from, "valid_from");
    int to = selected_date(of, as->valid_to, "valid_to");

    if (!value_of(of, "method") || !value_of(of, "window"))
        return refuse(of, findings, "dated-area-without-basis",
                      "the area says neither over which window nor by which method incidents were "
                      "counted, so it is refused; fill the fields window and method");
    if (selected_date_wrong(of, as->valid_from, "valid_from", "so the area is refused", findings) ||
        selected_date_wrong(of, as->valid_to, "valid_to", "so the area is refused", findings))
        return false;
    if (to == 0)
        return refuse(of, findings, "dated-area-without-end",
                      "the area does not say when it expires, so it is refused; fill valid_to");
    if (as_of > to || as_of < from)
        return refuse(of, findings, "dated-area-expired",
                      "the area is not in force on the project's as_of date and makes no zone; "
                      "count again or take it out");
    return true;
}

bool selected_accepted(const Selected *of, int as_of, FindingList *findings)
{
    if (of->clause->kind == CLAUSE_DATED)
        return dated_accepted(of, as_of, findings);
    if (of->clause->kind == CLAUSE_OPEN && !value_of(of, "citation") &&
        !value_of(of, "legal_basis"))
        return refuse(of, findings, "duty-without-citation",
                      "a duty under other law needs its citation, so it is refused; fill the field "
                      "citation");
    return true;
}

const char *selected_papers(const Selected *of, Arena *arena)
{
    const char *citation = value_of(of, "citation");

    if (of->clause->kind == CLAUSE_DATED)
        return arena_printf(arena, "counted over %s by %s", value_of(of, "window"),
                            value_of(of, "method"));
    if (of->clause->kind != CLAUSE_OPEN)
        return "";
    return arena_text(arena, citation ? citation : value_of(of, "legal_basis"));
}

WorksStatus selected_works(const Selected *of, FindingList *findings)
{
    static const char *const fields[] = {"works_status", "工程状态", NULL};
    static const struct {
        const char *word;
        WorksStatus is;
    } words[] = {{"existing", WORKS_EXISTING}, {"现状", WORKS_EXISTING}, {"既有", WORKS_EXISTING},
                 {"new", WORKS_NEW},           {"新建", WORKS_NEW},      {"rebuild", WORKS_REBUILD},
                 {"改建", WORKS_REBUILD},      {"扩建", WORKS_REBUILD}};
    const char *value = NULL;

    for (size_t i = 0; fields[i] && !value; i++)
        value = value_of(of, fields[i]);
    for (size_t i = 0; value && i < sizeof words / sizeof *words; i++)
        if (text_equal_nocase(value, words[i].word))
            return words[i].is;
    if (value && findings)
        refuse(of, findings, "works-status-unknown",
               "its works_status is none of existing, new, rebuild (现状, 新建, 改建, 扩建), so "
               "its layer's holds; mend it");
    return of->layer->as ? of->layer->as->works_status : WORKS_EXISTING;
}
