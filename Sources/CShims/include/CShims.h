// What Swift has no words for. Each function touches only the memory that its parameters name.
#ifndef CBYTEKERNELS_H
#define CBYTEKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ByteMarks.h"

// Folds bytes to the 16 whose CRC-32 (IEEE 802.3), continued from 0, is that of the bytes continued from `sum`.
//
// `count` is a multiple of 16 and at least 64. False, and nothing written, where the processor cannot multiply without
// carries.
bool bytes_fold_crc32(const uint8_t *bytes, size_t count, uint32_t sum, uint8_t folded[16]);

// Writes leading units of UTF-16 (little-endian) as the text of a JSON string, up to one that is no ASCII or a control
// character. Quotation marks and backslashes are escaped. `out` has room for twice as many bytes as there are units, and 32 more.
//
// Returns the number of units taken; `written` becomes the number of bytes.
size_t bytes_json_from_utf16(const uint8_t *utf16, size_t units, uint8_t *out, size_t *written);

// Lets the allocator keep blocks below `block` bytes, and up to `kept` bytes of what is free, rather than hand them back
// to the system. Does nothing where the allocator is not glibc's.
void memory_keep(int block, int kept);

// Makes an empty file share the blocks of another: at once, and without taking room. False, and nothing changed, where the
// file system cannot do that.
bool file_clone(int to, int from);

// Brings everything that was written to the file system of a file to the disk. False where that failed; errno says why.
bool file_system_sync(int file);

// Begins to bring what was written to a file to the disk, and waits for none of it. A hint: nothing is told.
void file_begin_sync(int file);

#endif
