#include "base/options.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* How far argv has been read. */
typedef struct {
    int argc, at;
    char *const *argv;
} Args;

static void list_add(OptionList *list, const char *item)
{
    list->items = memory_resize(list->items, list->count + 1, sizeof *list->items);
    list->items[list->count++] = item;
}

void options_list_release(OptionList *list)
{
    free(list->items);
    *list = (OptionList){0};
}

static const Option *find_name(const Option *table, const char *name, size_t length)
{
    for (; table->name; table++)
        if (strlen(table->name) == length && strncmp(table->name, name, length) == 0)
            return table;
    return NULL;
}

static const Option *find_letter(const Option *table, char letter)
{
    for (; table->name; table++)
        if (table->letter && table->letter == letter)
            return table;
    return NULL;
}

static Status fail_unknown(const Option *table, const char *given, Diag *diag)
{
    size_t count = 0, length = strcspn(given, "=");
    const char **names, *nearest;
    char *name = memory_text(given);

    while (table[count].name)
        count++;
    names = memory_new(count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = table[i].name;
    name[length] = '\0';
    nearest = text_nearest(name, names);
    if (nearest)
        diag_fail(diag, ERR_USAGE, "unknown option '--%s'; did you mean '--%s'?", name, nearest);
    else
        diag_fail(diag, ERR_USAGE, "unknown option '--%s'; --help lists the known ones", name);
    free(name);
    free(names);
    return ERR_USAGE;
}

static Status fail_value(const Option *option, const char *wanted, const char *value, Diag *diag)
{
    return diag_fail(diag, ERR_USAGE, "--%s: expected %s, found '%s'", option->name, wanted, value);
}

/* Is `value` one of "a|b|c"? */
static bool is_choice(const char *choices, const char *value)
{
    size_t length = strlen(value);

    for (const char *at = choices; length; at += strcspn(at, "|") + 1) {
        if (strcspn(at, "|") == length && strncmp(at, value, length) == 0)
            return true;
        if (!at[strcspn(at, "|")])
            break;
    }
    return false;
}

static Status store(const Option *option, const char *value, Diag *diag)
{
    switch (option->kind) {
    case OPTION_FLAG:
        *(bool *)option->value = true;
        return OK;
    case OPTION_TEXT:
        *(const char **)option->value = value;
        return OK;
    case OPTION_NUMBER:
        return text_number(value, option->value) ? OK : fail_value(option, "a number", value, diag);
    case OPTION_INTEGER:
        return text_integer(value, option->value)
                   ? OK
                   : fail_value(option, "a whole number", value, diag);
    case OPTION_DATE:
        return text_date(value, option->value)
                   ? OK
                   : fail_value(option, "a date like 2021-06-01", value, diag);
    case OPTION_CHOICE:
        if (!is_choice(option->choices, value))
            return diag_fail(diag, ERR_USAGE, "--%s: '%s' is not one of %s", option->name, value,
                             option->choices);
        *(const char **)option->value = value;
        return OK;
    case OPTION_LIST:
        list_add(option->value, value);
        return OK;
    }
    return OK;
}

/* Store the value at `given` (after "=" or the letter), or the next argument. */
static Status take_value(Args *args, const Option *option, const char *given, Diag *diag)
{
    if (given)
        return store(option, given, diag);
    if (args->at + 1 >= args->argc)
        return diag_fail(diag, ERR_USAGE, "--%s needs a value: --%s %s", option->name, option->name,
                         option->argument ? option->argument : "VALUE");
    return store(option, args->argv[++args->at], diag);
}

static Status parse_name(Args *args, const Option *table, Diag *diag)
{
    const char *name = args->argv[args->at] + 2;
    size_t length = strcspn(name, "=");
    const Option *option = find_name(table, name, length);

    if (!option)
        return fail_unknown(table, name, diag);
    if (option->kind != OPTION_FLAG)
        return take_value(args, option, name[length] ? name + length + 1 : NULL, diag);
    if (name[length])
        return diag_fail(diag, ERR_USAGE, "--%s takes no value", option->name);
    return store(option, NULL, diag);
}

static Status parse_letters(Args *args, const Option *table, Diag *diag)
{
    for (const char *at = args->argv[args->at] + 1; *at; at++) {
        const Option *option = find_letter(table, *at);
        if (!option)
            return diag_fail(diag, ERR_USAGE, "unknown option '-%c'; --help lists the known ones",
                             *at);
        if (option->kind != OPTION_FLAG)
            return take_value(args, option, at[1] ? at + 1 : NULL, diag);
        if (store(option, NULL, diag) != OK)
            return diag->status;
    }
    return OK;
}

Status options_parse(const Option *table, int argc, char *const argv[], OptionList *positional,
                     Diag *diag)
{
    Args args = {argc, 1, argv};
    bool ended = false;

    for (; args.at < argc; args.at++) {
        const char *word = argv[args.at];
        Status status = OK;
        if (ended || word[0] != '-' || !word[1])
            list_add(positional, word);
        else if (strcmp(word, "--") == 0)
            ended = true;
        else if (word[1] == '-')
            status = parse_name(&args, table, diag);
        else
            status = parse_letters(&args, table, diag);
        if (status != OK)
            return status;
    }
    return OK;
}
