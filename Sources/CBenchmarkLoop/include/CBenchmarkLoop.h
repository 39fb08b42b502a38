// The projection of a township in plain C, for the benchmarks only: what the Swift kernel is measured against.

/// What a township's year reads; rates are flat [sex][age], men first, years one after the other.
typedef struct {
  int ages;
  int years;
  /// Per-person death rates, half-year inflow and outflow of the county: [year][sex][age], one for each lane where there are lanes.
  const double *mortality;
  const double *inflow;
  const double *outflow;
  /// Births per woman [year][age].
  const double *fertility;
  /// Ages between which there are births.
  int first_fertile;
  int end_fertile;
  /// Township: relative mortality and share that moves, [sex][age].
  const double *relative;
  const double *mobile;
  double sex_ratio;
} cbenchmark_township;

/// One future: factors of the township by year. `state` and `next` have [sex][age]; flows [year][7]; deaths [sex][age].
void cbenchmark_scalar(const cbenchmark_township *t, const double *mortality, const double *fertility, const double *moves,
                       double *state, double *next, double *deaths, double *flows);

/// Eight futures as vector lanes; every array of doubles that differs between futures holds eight in a row.
void cbenchmark_lanes(const cbenchmark_township *t, const double *mortality, const double *fertility, const double *moves,
                      double *state, double *next, double *deaths, double *flows);

/// Calls of malloc and its kin in this process so far.
long cbenchmark_allocations(void);
