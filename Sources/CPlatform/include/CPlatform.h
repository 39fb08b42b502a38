#ifndef CPLATFORM_H
#define CPLATFORM_H

#include <stddef.h>
#include <stdint.h>

/// Exchanges two existing paths in one atomic step; 0 on success, otherwise the value of errno.
int cplatform_exchange(const char *first, const char *second);

/// From now on SIGINT and SIGTERM are remembered; a second one, or ten seconds without an end, ends the process at once.
void cplatform_listen_for_stop(void);

/// The signal that asked the process to stop; 0 before one came.
int cplatform_stop_signal(void);

/// Lets limits of the system come back as errors instead of signals: a write beyond the limit of file sizes fails with
/// EFBIG, and a crash under a limit of memory says so and ends with `status`.
void cplatform_meet_limits(int status);

/// The arguments as the kernel handed them over, the program's name first; also where /proc cannot be read.
int cplatform_argument_count(void);
const char *cplatform_argument(int index);

/// Mixes whole blocks of 64 bytes into the state of SHA-256 by the processor's own instructions, some five times as fast as a
/// portable loop; 0 where it has none, and then nothing is done.
int cplatform_sha256(uint32_t state[8], const uint8_t *data, size_t blocks);

#endif
