#define _GNU_SOURCE
#include "CShims.h"

#if defined(__linux__)
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool file_clone(int to, int from) { return ioctl(to, FICLONE, from) == 0; }

bool file_system_sync(int file) { return syncfs(file) == 0; }

void file_begin_sync(int file) { (void)sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE); }

#else

bool file_clone(int to, int from) { return false; }

bool file_system_sync(int file) { return false; }

void file_begin_sync(int file) {}

#endif
