/* What options.h prints: help, man page and completion. */
#include <string.h>

#include "base/options.h"
#include "base/text.h"

enum { HELP_COLUMN_MAX = 30 };

void options_describe(Option *table)
{
    for (; table->name; table++)
        table->value = NULL;
}

/* "-j, --jobs N" */
static void option_head(const Option *option, Text *out)
{
    if (option->letter)
        text_printf(out, "-%c, ", option->letter);
    else
        text_add(out, "    ");
    text_printf(out, "--%s", option->name);
    if (option->kind == OPTION_CHOICE)
        text_printf(out, "=%s", option->choices);
    else if (option->argument)
        text_printf(out, " %s", option->argument);
}

void options_help(const Option *table, FILE *out)
{
    size_t width = 0;

    for (const Option *option = table; option->name; option++) {
        Text head = {0};
        option_head(option, &head);
        if (head.length > width && head.length <= HELP_COLUMN_MAX)
            width = head.length;
        text_release(&head);
    }
    for (const Option *option = table; option->name; option++) {
        Text head = {0};
        option_head(option, &head);
        if (head.length > width)
            fprintf(out, "  %s\n  %-*s  %s\n", head.text, (int)width, "", option->help);
        else
            fprintf(out, "  %-*s  %s\n", (int)width, head.text, option->help);
        text_release(&head);
    }
}

/* scdoc reads * and _ as markup. */
static void print_escaped(const char *text, FILE *out)
{
    for (; *text; text++) {
        if (strchr("*_\\<>#~|", *text))
            fputc('\\', out);
        fputc(*text, out);
    }
}

void options_man(const Option *table, FILE *out)
{
    for (; table->name; table++) {
        if (table->letter)
            fprintf(out, "*-%c*, ", table->letter);
        fprintf(out, "*--%s*", table->name);
        if (table->kind == OPTION_CHOICE || table->argument) {
            fputs(table->kind == OPTION_CHOICE ? "=" : " _", out);
            print_escaped(table->kind == OPTION_CHOICE ? table->choices : table->argument, out);
            fputs(table->kind == OPTION_CHOICE ? "" : "_", out);
        }
        fputs("\n\t", out);
        print_escaped(table->help, out);
        fputs("\n\n", out);
    }
}

/* The choices of each option that has some, as cases of "COMMAND --OPTION". */
static void print_choices(const OptionCommand *command, FILE *out)
{
    for (const Option *option = command->options; option && option->name; option++) {
        if (option->kind != OPTION_CHOICE)
            continue;
        fprintf(out, "    '%s --%s')\n        words='", command->name, option->name);
        for (const char *at = option->choices; *at; at++)
            fputc(*at == '|' ? ' ' : *at, out);
        fputs("' ;;\n", out);
    }
}

static void print_options(const OptionCommand *command, FILE *out)
{
    fprintf(out, "    %s)\n        words='", command->name);
    for (const Option *option = command->options; option && option->name; option++)
        fprintf(out, "%s--%s", option == command->options ? "" : " ", option->name);
    fputs("' ;;\n", out);
}

void options_completion(const char *program, const OptionCommand *commands, FILE *out)
{
    fprintf(out,
            "# bash completion for %s, made from its option tables\n"
            "_%s()\n{\n"
            "    local current=\"${COMP_WORDS[COMP_CWORD]}\" words=''\n"
            "    local previous=\"${COMP_WORDS[COMP_CWORD-1]}\" command=\"${COMP_WORDS[1]}\"\n"
            "    # bash splits --name=value at the sign\n"
            "    if [ \"$current\" = '=' ]; then\n        current=''\n"
            "    elif [ \"$previous\" = '=' ]; then\n"
            "        previous=\"${COMP_WORDS[COMP_CWORD-2]}\"\n    fi\n"
            "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        words='",
            program, program);
    for (const OptionCommand *command = commands; command->name; command++)
        fprintf(out, "%s%s", command == commands ? "" : " ", command->name);
    fputs(
        "'\n        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n        return\n    fi\n"
        "    case \"$command $previous\" in\n",
        out);
    for (const OptionCommand *command = commands; command->name; command++)
        print_choices(command, out);
    fputs("    esac\n"
          "    if [ -n \"$words\" ]; then\n"
          "        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n        return\n    fi\n"
          "    case \"$current\" in\n    -*) ;;\n"
          "    *)\n        COMPREPLY=($(compgen -f -- \"$current\"))\n        return ;;\n    esac\n"
          "    case \"$command\" in\n",
          out);
    for (const OptionCommand *command = commands; command->name; command++)
        print_options(command, out);
    fprintf(out,
            "    esac\n    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n}\n"
            "complete -o filenames -F _%s %s\n",
            program, program);
}
