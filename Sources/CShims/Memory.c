#include "CShims.h"

#if defined(__GLIBC__)
#include <malloc.h>

void memory_keep(int block, int kept) {
    mallopt(M_MMAP_THRESHOLD, block);
    mallopt(M_TRIM_THRESHOLD, kept);
}

#else

void memory_keep(int block, int kept) {}

#endif
