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
#define TRAJECTORY(name, real, separation)                                                                              \
  static void name(const cbenchmark_township *t, const real *mortality, const real *fertility, const real *moves,       \
                   real *restrict state, real *restrict next, real *restrict deaths, real *flows) {                     \
    const int ages = t->ages, last = ages - 1, cells = 2 * ages;                                                        \
    for (int year = 0; year < t->years; year++) {                                                                       \
      const real level = mortality[year], comes_factor = moves[year], goes_factor = 1 / moves[year];                    \
      const double *f = t->fertility + year * ages;                                                                     \
      real inflow = {0}, outflow = {0}, arrivals = {0}, births = {0}, infants[2], dead_sum[2];                          \
      for (int sex = 0; sex < 2; sex++) {                                                                               \
        const int row = sex * ages;                                                                                     \
        const real *m = (const real *)t->mortality + year * cells + row;                                                \
        const real *rin = (const real *)t->inflow + year * cells + row;                                                 \
        const real *rout = (const real *)t->outflow + year * cells + row;                                               \
        const real *pool = (const real *)t->pool + row;                                                                 \
        const double *relative = t->relative + row, *mobile = t->mobile + row;                                          \
        const real *P = state + row;                                                                                    \
        real *to = next + row, *dead = deaths + row;                                                                    \
        real sum = {0}, mothers = {0};                                                                                  \
        const real m0 = m[0] * level * relative[0];                                                                     \
        real a0;                                                                                                        \
        separation(&m0, sex, &a0);                                                                                      \
        infants[sex] = 1 / (1 + (1 - a0) * m0);                                                                         \
        real alive = 1 - a0 * m0;                                                                                       \
        const real came0 = t->attraction * pool[0];                                                                     \
        const real P0 = P[0] + came0;                                                                                   \
        arrivals += came0;                                                                                              \
        const real in0 = rin[0] * comes_factor * mobile[0], out0 = rout[0] * goes_factor * mobile[0];                   \
        inflow += in0 * P0;                                                                                             \
        outflow += out0 * P0;                                                                                           \
        real moved = P0 + (in0 - out0) * P0;                                                                            \
        for (int x = 1; x < last; x++) {                                                                                \
          const real half = 0.5 * (m[x] * level * relative[x]);                                                         \
          const real survivors = moved * (alive / (1 + half));                                                          \
          dead[x] = moved - survivors;                                                                                  \
          sum += dead[x];                                                                                               \
          alive = 1 - half;                                                                                             \
          const real came = t->attraction * pool[x];                                                                    \
          arrivals += came;                                                                                             \
          const real people = P[x] + came;                                                                              \
          const real comes = rin[x] * comes_factor * mobile[x], goes = rout[x] * goes_factor * mobile[x];               \
          const real both = people + survivors;                                                                         \
          inflow += comes * both;                                                                                       \
          outflow += goes * both;                                                                                       \
          moved = people + (comes - goes) * people;                                                                     \
          to[x] = survivors + (comes - goes) * survivors;                                                               \
          if (sex == 1) mothers += f[x] * (moved + to[x]);                                                              \
        }                                                                                                               \
        const real open = m[last] * level * relative[last];                                                             \
        const real came = t->attraction * pool[last];                                                                   \
        arrivals += came;                                                                                               \
        const real people = P[last] + came;                                                                             \
        const real comes = rin[last] * comes_factor * mobile[last], goes = rout[last] * goes_factor * mobile[last];     \
        const real exposed = moved + people + (comes - goes) * people;                                                  \
        const real survivors = exposed * (alive / (open + alive));                                                      \
        dead[last] = exposed - survivors;                                                                               \
        sum += dead[last];                                                                                              \
        const real both = people + survivors;                                                                           \
        inflow += comes * both;                                                                                         \
        outflow += goes * both;                                                                                         \
        to[last] = survivors + (comes - goes) * survivors;                                                              \
        dead_sum[sex] = sum;                                                                                            \
        if (sex == 1) births = 0.5 * fertility[year] * mothers;                                                         \
      }                                                                                                                 \
      const real girls = births / (1 + t->sex_ratio);                                                                   \
      const real born[2] = {births - girls, girls};                                                                     \
      for (int sex = 0; sex < 2; sex++) {                                                                               \
        const int row = sex * ages;                                                                                     \
        const real *rin = (const real *)t->inflow + year * cells + row;                                                 \
        const real *rout = (const real *)t->outflow + year * cells + row;                                               \
        const real living = born[sex] * infants[sex];                                                                   \
        const real comes = rin[0] * comes_factor * t->mobile[row], goes = rout[0] * goes_factor * t->mobile[row];       \
        deaths[row] = born[sex] - living;                                                                               \
        dead_sum[sex] += born[sex] - living;                                                                            \
        inflow += comes * living;                                                                                       \
        outflow += goes * living;                                                                                       \
        next[row] = living + (comes - goes) * living;                                                                   \
      }                                                                                                                 \
      real *flow = flows + 7 * year;                                                                                    \
      flow[0] = births;                                                                                                 \
      flow[1] = dead_sum[0];                                                                                            \
      flow[2] = dead_sum[1];                                                                                            \
      flow[3] = inflow;                                                                                                 \
      flow[4] = outflow;                                                                                                \
      flow[5] = arrivals;                                                                                               \
      real *swap = state;                                                                                               \
      state = next;                                                                                                     \
      next = swap;                                                                                                      \
    }                                                                                                                   \
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
