// Demography
