// CountyData
