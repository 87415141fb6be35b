#include "CShims.h"

// Takes one unit; 0 where it is no ASCII or a control character that JSON writes in another way.
static inline size_t put(uint8_t low, uint8_t high, uint8_t **to) {
    if (high != 0 || low < 0x20 || low >= 0x80) return 0;
    if (low == '"' || low == '\\') *(*to)++ = '\\';
    *(*to)++ = low;
    return 1;
}

#if defined(__SSE2__)
#include <emmintrin.h>

size_t bytes_json_from_utf16(const uint8_t *utf16, size_t units, uint8_t *out, size_t *written) {
    const __m128i least = _mm_set1_epi8(0x20);
    const __m128i quotation = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\');
    uint8_t *to = out;
    size_t done = 0;
    while (units - done >= 4) {
        const __m128i *from = (const __m128i *)(utf16 + 2 * done);
        size_t loaded = units - done >= 16 ? 16 : units - done >= 8 ? 8 : 4;
        __m128i low = loaded == 4 ? _mm_loadl_epi64(from) : _mm_loadu_si128(from);
        // Units that are no byte become 0 or 0xFF, which is below the least as a signed number, too.
        __m128i narrow = _mm_packus_epi16(low, loaded == 16 ? _mm_loadu_si128(from + 1) : low);
        _mm_storeu_si128((__m128i *)to, narrow);
        __m128i other = _mm_cmplt_epi8(narrow, least);
        __m128i escaped = _mm_or_si128(_mm_cmpeq_epi8(narrow, quotation), _mm_cmpeq_epi8(narrow, backslash));
        unsigned marks = (unsigned)_mm_movemask_epi8(_mm_or_si128(other, escaped)) | 1u << loaded;
        unsigned plain = (unsigned)__builtin_ctz(marks);
        to += plain;
        done += plain;
        if (plain < loaded) {
            if (!put(utf16[2 * done], utf16[2 * done + 1], &to)) break;
            done++;
        }
    }
    while (done < units && put(utf16[2 * done], utf16[2 * done + 1], &to)) done++;
    *written = (size_t)(to - out);
    return done;
}

#else

size_t bytes_json_from_utf16(const uint8_t *utf16, size_t units, uint8_t *out, size_t *written) {
    uint8_t *to = out;
    size_t done = 0;
    while (done < units && put(utf16[2 * done], utf16[2 * done + 1], &to)) done++;
    *written = (size_t)(to - out);
    return done;
}

#endif
