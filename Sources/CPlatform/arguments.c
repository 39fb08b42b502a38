#include "CPlatform.h"

static int count;
static char **values;

/* The C library calls constructors with the arguments of main; Swift's own way to them leads through /proc. */
__attribute__((constructor)) static void keep(int argc, char **argv, char **envp) {
  (void)envp;
  count = argc;
  values = argv;
}

int cplatform_argument_count(void) { return values ? count : 0; }

const char *cplatform_argument(int index) { return index >= 0 && index < count ? values[index] : 0; }
