#include "CBenchmarkLoop.h"

typedef double v8 __attribute__((vector_size(64)));

static inline double infant_male(double m) {
  return m < 0.02300 ? 0.14929 - 1.99545 * m : m < 0.08307 ? 0.02832 + 3.26021 * m : 0.29915;
}
static inline double infant_female(double m) {
  return m < 0.01724 ? 0.14903 - 2.05527 * m : m < 0.06891 ? 0.04667 + 3.88089 * m : 0.31411;
}
static inline void separation1(const double *m, int sex, double *a) {
  *a = sex == 0 ? infant_male(*m) : infant_female(*m);
}
static inline void separation8(const v8 *m, int sex, v8 *a) {
  for (int lane = 0; lane < 8; lane++) (*a)[lane] = sex == 0 ? infant_male((*m)[lane]) : infant_female((*m)[lane]);
}

// The loop is written once; `real` is a double or eight of them.
#define TRAJECTORY(name, real, separation)                                                                                     \
  static void name(const cbenchmark_township *t, const real *mortality, const real *fertility, const real *moves,              \
                   real *restrict state, real *restrict next, real *restrict deaths, real *flows) {                            \
    const int ages = t->ages, last = ages - 1, cells = 2 * ages;                                                               \
    for (int year = 0; year < t->years; year++) {                                                                              \
      const real level = mortality[year], half_level = 0.5 * level, comes_factor = moves[year], goes_factor = 1 / moves[year]; \
      const double *f = t->fertility + year * ages;                                                                            \
      real inflow = {0}, outflow = {0}, births = {0}, infants[2], dead_sum[2];                                                 \
      for (int sex = 0; sex < 2; sex++) {                                                                                      \
        const int row = sex * ages;                                                                                            \
        const real *m = (const real *)t->mortality + year * cells + row;                                                       \
        const real *rin = (const real *)t->inflow + year * cells + row;                                                        \
        const real *rout = (const real *)t->outflow + year * cells + row;                                                      \
        const double *relative = t->relative + row, *mobile = t->mobile + row;                                                 \
        const real *P = state + row;                                                                                           \
        real *to = next + row, *dead = deaths + row;                                                                           \
        real sum = {0};                                                                                                        \
        const real m0 = m[0] * level * relative[0];                                                                            \
        real a0;                                                                                                               \
        separation(&m0, sex, &a0);                                                                                             \
        infants[sex] = 1 / (1 + (1 - a0) * m0);                                                                                \
        real alive = 1 - a0 * m0;                                                                                              \
        const real in0 = rin[0] * comes_factor * mobile[0], out0 = rout[0] * goes_factor * mobile[0];                          \
        inflow += in0 * P[0];                                                                                                  \
        outflow += out0 * P[0];                                                                                                \
        real moved = P[0] * (1 + (in0 - out0));                                                                                \
        for (int x = 1; x < last; x++) {                                                                                       \
          const real half = m[x] * half_level * relative[x];                                                                   \
          const real survivors = moved * (alive / (1 + half));                                                                 \
          const real died = moved - survivors;                                                                                 \
          dead[x] += died;                                                                                                     \
          sum += died;                                                                                                         \
          alive = 1 - half;                                                                                                    \
          const real people = P[x];                                                                                            \
          const real comes = rin[x] * comes_factor * mobile[x], goes = rout[x] * goes_factor * mobile[x];                      \
          const real both = people + survivors;                                                                                \
          inflow += comes * both;                                                                                              \
          outflow += goes * both;                                                                                              \
          const real change = 1 + (comes - goes);                                                                              \
          moved = people * change;                                                                                             \
          to[x] = survivors * change;                                                                                          \
        }                                                                                                                      \
        const real open = m[last] * level * relative[last];                                                                    \
        const real people = P[last];                                                                                           \
        const real comes = rin[last] * comes_factor * mobile[last], goes = rout[last] * goes_factor * mobile[last];            \
        const real change = 1 + (comes - goes);                                                                                \
        const real exposed = moved + people * change;                                                                          \
        const real survivors = exposed * (alive / (open + alive));                                                             \
        dead[last] += exposed - survivors;                                                                                     \
        sum += exposed - survivors;                                                                                            \
        const real both = people + survivors;                                                                                  \
        inflow += comes * both;                                                                                                \
        outflow += goes * both;                                                                                                \
        to[last] = survivors * change;                                                                                         \
        dead_sum[sex] = sum;                                                                                                   \
      }                                                                                                                        \
      real mothers = {0};                                                                                                      \
      for (int x = t->first_fertile; x < t->end_fertile; x++) {                                                                \
        const real comes = ((const real *)t->inflow)[year * cells + ages + x] * comes_factor * t->mobile[ages + x];            \
        const real goes = ((const real *)t->outflow)[year * cells + ages + x] * goes_factor * t->mobile[ages + x];             \
        mothers += f[x] * (state[ages + x] * (1 + (comes - goes)) + next[ages + x]);                                           \
      }                                                                                                                        \
      births = 0.5 * fertility[year] * mothers;                                                                                \
      const real girls = births / (1 + t->sex_ratio);                                                                          \
      const real born[2] = {births - girls, girls};                                                                            \
      for (int sex = 0; sex < 2; sex++) {                                                                                      \
        const int row = sex * ages;                                                                                            \
        const real *rin = (const real *)t->inflow + year * cells + row;                                                        \
        const real *rout = (const real *)t->outflow + year * cells + row;                                                      \
        const real living = born[sex] * infants[sex];                                                                          \
        const real comes = rin[0] * comes_factor * t->mobile[row], goes = rout[0] * goes_factor * t->mobile[row];              \
        deaths[row] += born[sex] - living;                                                                                     \
        dead_sum[sex] += born[sex] - living;                                                                                   \
        inflow += comes * living;                                                                                              \
        outflow += goes * living;                                                                                              \
        next[row] = living * (1 + (comes - goes));                                                                             \
      }                                                                                                                        \
      real *flow = flows + 7 * year;                                                                                           \
      flow[0] = births;                                                                                                        \
      flow[1] = dead_sum[0];                                                                                                   \
      flow[2] = dead_sum[1];                                                                                                   \
      flow[3] = inflow;                                                                                                        \
      flow[4] = outflow;                                                                                                       \
      real *swap = state;                                                                                                      \
      state = next;                                                                                                            \
      next = swap;                                                                                                             \
    }                                                                                                                          \
  }

TRAJECTORY(scalar, double, separation1)
TRAJECTORY(lanes, v8, separation8)

void cbenchmark_scalar(const cbenchmark_township *t, const double *mortality, const double *fertility, const double *moves,
                       double *state, double *next, double *deaths, double *flows) {
  scalar(t, mortality, fertility, moves, state, next, deaths, flows);
}

void cbenchmark_lanes(const cbenchmark_township *t, const double *mortality, const double *fertility, const double *moves,
                      double *state, double *next, double *deaths, double *flows) {
  lanes(t, (const v8 *)mortality, (const v8 *)fertility, (const v8 *)moves, (v8 *)state, (v8 *)next, (v8 *)deaths,
        (v8 *)flows);
}
