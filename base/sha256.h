/* sha256.h - SHA-256 (FIPS 180-4), to name input files by their content. */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef struct {
    uint32_t state[8];
    uint64_t length;
    unsigned char block[64];
} Sha256;

void sha256_init(Sha256 *hash);
void sha256_add(Sha256 *hash, const void *bytes, size_t count);
void sha256_hex(Sha256 *hash, char out[65]); /* ends the hash */

/* The hash of a file's bytes; ERR_INPUT names the file. */
MUST_CHECK Status sha256_file(const char *path, char out[65], Diag *diag);

#endif
