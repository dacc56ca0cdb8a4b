from frictionless import Package

BASE = "http://localhost:8000"  # the address of this site

package = Package(f"{BASE}/data/datapackage.json")
units = {row["unit_id"]: row["name_zh"] for row in package.get_resource("units").read_rows()}
for row in package.get_resource("responsibilities").read_rows()[:5]:
    print(row["task_id"], row["role"], units[row["unit_id"]])
