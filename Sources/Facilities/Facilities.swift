// Facilities
