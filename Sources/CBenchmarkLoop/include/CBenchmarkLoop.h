#ifndef CBENCHMARKLOOP_H
#define CBENCHMARKLOOP_H

/// The cohort-component step of one sex, written as a plain C loop: the measure for the Swift kernel.
void cbenchmark_step(const double *population, const double *survival, const double *migration, double *next, int ages);

#endif
