const BASE = "http://localhost:8000"; // the address of this site

const url = `${BASE}/api/v1/indicators/base-stations-5g.json`;
const { data } = await (await fetch(url)).json();
for (const target of data.target_list) {
  console.log(target.area_en, target.comparator, target.value, target.basis, target.deadline, target.quote);
}
console.log(data.comparability_en);
