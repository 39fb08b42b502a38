// Funeral
