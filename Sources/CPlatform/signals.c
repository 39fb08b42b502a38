#define _GNU_SOURCE
#include "CPlatform.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/* Handlers, not a thread that waits: on a machine without a thread to spare the program must still run and stop. */

static atomic_int stop_signal;

static void on_stop(int number) {
  int saved = errno, none = 0;
  if (!atomic_compare_exchange_strong(&stop_signal, &none, number)) _exit(128 + number);
  /* Whatever the process waits for, it does not wait for ever. */
  alarm(10);
  errno = saved;
}

static void on_alarm(int number) {
  (void)number;
  _exit(128 + atomic_load(&stop_signal));
}

static void handle(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigaction(number, &action, 0);
}

void cplatform_listen_for_stop(void) {
  handle(SIGALRM, on_alarm);
  handle(SIGINT, on_stop);
  handle(SIGTERM, on_stop);
  /* A parent may have blocked them in the thread that started us, and a mask is inherited. */
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGALRM);
  sigaddset(&wanted, SIGINT);
  sigaddset(&wanted, SIGTERM);
  pthread_sigmask(SIG_UNBLOCK, &wanted, 0);
}

int cplatform_stop_signal(void) { return atomic_load(&stop_signal); }

static int memory_status;
static const int crashes[] = {SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS};
enum { CRASHES = sizeof crashes / sizeof crashes[0] };
static struct sigaction before[CRASHES];

/* Whether memory is limited, or a little more of it cannot be had. */
static int is_memory_short(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) return 1;
  if (getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) return 1;
  void *probe = mmap(0, 64 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (probe == MAP_FAILED) return 1;
  munmap(probe, 64 << 20);
  return 0;
}

static void on_crash(int number) {
  if (is_memory_short()) {
    static const char words[] =
        "内存不足：程序要不到所需的内存，已停止（很可能是 ulimit -v 或系统的内存上限太小）。请放宽上限，或减少 --draws、--jobs\n";
    ssize_t ignored = write(STDERR_FILENO, words, sizeof words - 1);
    (void)ignored;
    _exit(memory_status);
  }
  /* Any other crash goes its usual way: the fault comes again, an abort is raised again. */
  for (int index = 0; index < CRASHES; index++)
    if (crashes[index] == number) sigaction(number, &before[index], 0);
  if (number == SIGABRT) raise(number);
}

void cplatform_meet_limits(int status) {
  handle(SIGXFSZ, SIG_IGN);
  memory_status = status;
  for (int index = 0; index < CRASHES; index++) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_crash;
    action.sa_flags = SA_ONSTACK;
    sigaction(crashes[index], &action, &before[index]);
  }
}
