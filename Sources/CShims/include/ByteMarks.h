// Looks at 16 bytes at a time. Inlined into the loops of the readers, which see to it that 16 bytes are there.
//
// Bit n of a result is for byte n.
#ifndef CBYTEMARKS_H
#define CBYTEMARKS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>

// The bytes that are quotation marks, backslashes or control characters: what does not stand for itself in a JSON string.
static inline uint32_t bytes_marks_of_json(const uint8_t *bytes) {
    __m128i block = _mm_loadu_si128((const __m128i *)bytes);
    __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1F)), block);
    __m128i quotation = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
    __m128i backslash = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(quotation, backslash)));
}

// The bytes that are one or the other.
static inline uint32_t bytes_marks_of(const uint8_t *bytes, uint8_t one, uint8_t other) {
    __m128i block = _mm_loadu_si128((const __m128i *)bytes);
    __m128i first = _mm_cmpeq_epi8(block, _mm_set1_epi8((char)one));
    __m128i second = _mm_cmpeq_epi8(block, _mm_set1_epi8((char)other));
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(first, second));
}

#else

static inline uint32_t bytes_marks_of_json(const uint8_t *bytes) {
    uint32_t marks = 0;
    for (int i = 0; i < 16; i++) marks |= (uint32_t)(bytes[i] < 0x20 || bytes[i] == '"' || bytes[i] == '\\') << i;
    return marks;
}

static inline uint32_t bytes_marks_of(const uint8_t *bytes, uint8_t one, uint8_t other) {
    uint32_t marks = 0;
    for (int i = 0; i < 16; i++) marks |= (uint32_t)(bytes[i] == one || bytes[i] == other) << i;
    return marks;
}

#endif

// Where a byte first is, or `count`.
static inline size_t bytes_find(const uint8_t *bytes, size_t count, uint8_t byte) {
    const uint8_t *found = count == 0 ? NULL : (const uint8_t *)memchr(bytes, byte, count);
    return found == NULL ? count : (size_t)(found - bytes);
}

#endif
