#include "CShims.h"

#if defined(__linux__)
#include <linux/fs.h>
#include <sys/ioctl.h>

bool file_clone(int to, int from) { return ioctl(to, FICLONE, from) == 0; }

#else

bool file_clone(int to, int from) { return false; }

#endif
