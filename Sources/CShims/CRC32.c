#include "CShims.h"

#if defined(__x86_64__)
#include <immintrin.h>

// Gopal and others, "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction" (Intel, 2009), for
// reflected bits: four lanes of 128 bits are moved past 512 bits at a time, then into one.
//
// A constant is x^n mod P, bits reversed and shifted left by one; the pair of a distance of d bits has n = d + 32 for
// the low half of a lane and d - 32 for the high half.
static const uint64_t past512[2] = {0x0154442bd4, 0x01c6e41596};
static const uint64_t past128[2] = {0x01751997d0, 0x00ccaa009e};

__attribute__((target("pclmul,sse2"))) static __m128i fold(__m128i lane, __m128i distance, __m128i next) {
    __m128i low = _mm_clmulepi64_si128(lane, distance, 0x00);
    __m128i high = _mm_clmulepi64_si128(lane, distance, 0x11);
    return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

__attribute__((target("pclmul,sse2"))) static void fold_all(
    const uint8_t *bytes, size_t count, uint32_t sum, uint8_t folded[16]) {
    const __m128i *at = (const __m128i *)bytes;
    const __m128i *end = (const __m128i *)(bytes + count);
    __m128i lanes[4];
    for (int i = 0; i < 4; i++) lanes[i] = _mm_loadu_si128(at++);
    lanes[0] = _mm_xor_si128(lanes[0], _mm_cvtsi32_si128((int)sum));
    __m128i distance = _mm_loadu_si128((const __m128i *)past512);
    while (end - at >= 4) {
        for (int i = 0; i < 4; i++) lanes[i] = fold(lanes[i], distance, _mm_loadu_si128(at++));
    }
    distance = _mm_loadu_si128((const __m128i *)past128);
    __m128i lane = lanes[0];
    for (int i = 1; i < 4; i++) lane = fold(lane, distance, lanes[i]);
    while (at < end) lane = fold(lane, distance, _mm_loadu_si128(at++));
    _mm_storeu_si128((__m128i *)folded, lane);
}

bool bytes_fold_crc32(const uint8_t *bytes, size_t count, uint32_t sum, uint8_t folded[16]) {
    if (!__builtin_cpu_supports("pclmul") || count < 64 || count % 16 != 0) return false;
    fold_all(bytes, count, sum, folded);
    return true;
}

#else

bool bytes_fold_crc32(const uint8_t *bytes, size_t count, uint32_t sum, uint8_t folded[16]) { return false; }

#endif
