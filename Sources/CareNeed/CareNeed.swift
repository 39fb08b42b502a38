// CareNeed
