#define _GNU_SOURCE
#include "CShims.h"

#if defined(__linux__)
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool file_clone(int to, int from) { return ioctl(to, FICLONE, from) == 0; }

bool file_system_sync(int file) { return syncfs(file) == 0; }

#else

bool file_clone(int to, int from) { return false; }

bool file_system_sync(int file) { return false; }

#endif
