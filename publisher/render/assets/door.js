// The front door: to the language chosen before, else to the browser's.
let chosen = "";
try {
  chosen = localStorage.getItem("language") || "";
} catch (error) {
  // Storage may be barred.
}
const wanted = chosen || ((navigator.language || "").toLowerCase().startsWith("zh") ? "zh" : "en");
location.replace(`${wanted === "zh" ? "zh" : "en"}/${location.search}${location.hash}`);
