/* Paths of text.h. They are worked on as text: the file need not exist. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"

char *text_path_join(const char *folder, const char *name)
{
    Text out = {0};

    if (*name == '/' || !*folder)
        return memory_text(name);
    text_add(&out, folder);
    if (!text_ends(folder, "/"))
        text_add(&out, "/");
    text_add(&out, name);
    return out.text;
}

char *text_path_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *out;

    if (!slash)
        return memory_text(".");
    if (slash == path)
        return memory_text("/");
    out = memory_text(path);
    out[slash - path] = '\0';
    return out;
}

/* "/a/./b/../c" to "/a/c"; "/" alone is the empty text. */
static char *path_absolute(const char *path)
{
    char *here = *path == '/' ? NULL : getcwd(NULL, 0);
    char *whole = text_path_join(here ? here : "", path);
    char *out = memory_new(strlen(whole) + 2, 1);
    size_t length = 0;

    for (const char *at = whole; *at;) {
        size_t part;
        at += strspn(at, "/");
        part = strcspn(at, "/");
        if (part == 2 && strncmp(at, "..", 2) == 0) {
            while (length && out[--length] != '/')
                ;
        } else if (part && !(part == 1 && *at == '.')) {
            out[length++] = '/';
            memcpy(out + length, at, part);
            length += part;
        }
        at += part;
    }
    out[length] = '\0';
    free(whole);
    free(here);
    return out;
}

char *text_path_relative(const char *path, const char *folder)
{
    char *to = path_absolute(path), *from = path_absolute(folder);
    size_t common = 0;
    Text out = {0};

    for (size_t i = 0;; i++) {
        bool ends_to = to[i] == '\0' || to[i] == '/', ends_from = from[i] == '\0' || from[i] == '/';
        if (ends_to && ends_from)
            common = i;
        if (to[i] != from[i] || to[i] == '\0')
            break;
    }
    for (const char *at = from + common; *at; at++)
        if (*at == '/')
            text_add(&out, "../");
    text_add(&out, to[common] == '/' ? to + common + 1 : to + common);
    if (out.length == 0)
        text_add(&out, ".");
    else if (text_ends(out.text, "/"))
        out.text[--out.length] = '\0';
    free(to);
    free(from);
    return out.text;
}
