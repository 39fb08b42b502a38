#include "CBenchmarkLoop.h"

void cbenchmark_step(const double *population, const double *survival, const double *migration, double *next, int ages) {
  int last = ages - 1;
  for (int x = 1; x < last; x++) {
    double moved = population[x - 1] * (1 + 0.5 * migration[x - 1]);
    double living = moved * survival[x];
    next[x] = living + 0.5 * migration[x] * living;
  }
  double open = population[last - 1] * (1 + 0.5 * migration[last - 1]) + population[last] * (1 + 0.5 * migration[last]);
  double living = open * survival[last];
  next[last] = living + 0.5 * migration[last] * living;
  next[0] = 0;
}
