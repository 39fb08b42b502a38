#define _GNU_SOURCE
#include "CPlatform.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int cplatform_exchange(const char *first, const char *second) {
  /* RENAME_EXCHANGE is 2; the system call is used because older C libraries lack the wrapper. */
  return syscall(SYS_renameat2, AT_FDCWD, first, AT_FDCWD, second, 2) == 0 ? 0 : errno;
}
