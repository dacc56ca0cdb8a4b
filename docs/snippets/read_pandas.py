import pandas as pd

BASE = "http://localhost:8000"  # the address of this site

targets = pd.read_csv(f"{BASE}/data/targets.csv", dtype={"area_code": str}, parse_dates=["deadline"])
stations = targets[targets["indicator_id"] == "base-stations-5g"]
print(stations[["area_zh", "figure_printed", "value", "basis", "deadline", "quote"]].to_string(index=False))
