#ifndef CPLATFORM_H
#define CPLATFORM_H

/// Exchanges two existing paths in one atomic step; 0 on success, otherwise the value of errno.
int cplatform_exchange(const char *first, const char *second);

#endif
