print("countyplan")
